"""What docker-compose.yml promises, read from it: no container is started."""

import re
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from tests.processes import ROOT

TEXT = (ROOT / "docker-compose.yml").read_text("utf-8")
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(TEXT)["services"]
SECRET = re.compile(r"PASSWORD|SECRET|TOKEN|AUTH$|KEY$")


def environment(service: str) -> dict[str, str]:
    return dict(SERVICES[service].get("environment", {}))


def test_nothing_is_reached_from_other_machines() -> None:
    published = {name: ports for name, each in SERVICES.items() if (ports := each.get("ports"))}
    assert list(published) == ["proxy"]
    assert all(port.startswith("127.0.0.1:") for ports in published.values() for port in ports)


def test_every_secret_comes_from_the_environment_and_must_be_there() -> None:
    secrets = {
        (service, name): value
        for service in SERVICES
        for name, value in environment(service).items()
        if SECRET.search(name)
    }
    assert len(secrets) > 8
    for place, value in secrets.items():
        assert re.fullmatch(r"\$\{\w+:\?[^}]*\}", value), place
    for address in re.findall(r"://([^\s@]+)@", TEXT):
        assert re.fullmatch(r"\w+:\$\{\w+:\?\}", address)


@pytest.mark.parametrize("server", ["server-1", "server-2"])
def test_both_servers_share_the_record_the_searches_and_the_lock(server: str) -> None:
    assert environment(server) == environment("server-1")
    assert SERVICES[server]["volumes"] == ["library:/app/data"]
    for setting, service in (("ASKREPORT_LIBRARY", "postgres"), ("ASKREPORT_MILVUS", "milvus")):
        assert f"@{service}:" in environment(server)[setting]
        assert service in SERVICES[server]["depends_on"]


def test_what_is_named_is_there() -> None:
    volumes = yaml.safe_load(TEXT)["volumes"]
    for name, each in SERVICES.items():
        assert set(each.get("depends_on", ())) <= SERVICES.keys(), name
        assert {volume.partition(":")[0] for volume in each.get("volumes", ())} <= volumes.keys(), name
    copied = re.findall(r"^COPY (.+) \S+$", (ROOT / "Dockerfile").read_text("utf-8"), re.M)
    assert all((ROOT / path).exists() for paths in copied for path in paths.split())


def test_the_client_is_of_the_server_s_version() -> None:
    [server] = re.findall(r"milvusdb/milvus:v(\d+\.\d+)", TEXT)
    [client] = re.findall(
        r"^pymilvus==(\d+\.\d+)", (ROOT / "requirements-scale.txt").read_text("utf-8"), re.M
    )
    assert client == server
