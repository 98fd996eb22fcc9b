"""Which model a library goes by: the one it was built with, if that can be."""

from .embed import BASE_MODEL, DEFAULT_MODEL, Embedder, embedder_named
from .errors import ModelMismatch


def embedder_for(library: str, built_with: str | None, wanted: Embedder, current: Embedder) -> Embedder:
    """The wanted model where the library was built with it, or has been rebuilt with it meanwhile; for one that was built
    with the former default model that one, until it is rebuilt. Raises ModelMismatch.
    """
    if built_with == wanted.name:
        return wanted
    if (built_with, wanted.name) == (BASE_MODEL, DEFAULT_MODEL):
        return current if current.name == BASE_MODEL else embedder_named(BASE_MODEL)
    raise ModelMismatch(
        f"资料库 {library} 是用向量模型 {built_with!r} 建立的，当前模型是 {wanted.name!r}，"
        "二者的向量不能混用。请改回原来的模型（环境变量 ASKREPORT_EMBEDDING_MODEL），"
        "或执行 python -m index rebuild 用当前模型重建。"
    )
