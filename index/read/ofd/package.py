"""The members of an OFD file by the names that its XML calls them."""

from posixpath import join, normpath
from typing import Any

from ..safely import member_of, package_of, xml_of


class Package:
    """A zip of XML whose writers differ on slashes and on upper and lower case."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the bytes of the file called ``name``. Raises UnreadableFile if they are encrypted, damaged or too much."""
        self._name = name
        self._zip = package_of(data, name)
        self._members = {_plain(entry.filename): entry.filename for entry in self._zip.infolist()}

    def __contains__(self, member: str) -> bool:
        return _plain(member) in self._members

    def data(self, member: str) -> bytes:
        """What a member holds. KeyError if there is none; UnreadableFile if it is damaged."""
        return member_of(self._zip, self._members[_plain(member)], self._name)

    def xml(self, member: str) -> Any:
        """The root of a member. KeyError if there is none; UnreadableFile if it is damaged."""
        return xml_of(self.data(member), self._name)


def beside(member: str, *location: str) -> str:
    """The member that ``location`` in the XML of ``member`` stands for; one that begins with / is from the top."""
    return join(member.rpartition("/")[0], *(part.strip() for part in location))


def _plain(member: str) -> str:
    return normpath("/" + member.replace("\\", "/")).lstrip("/").lower()
