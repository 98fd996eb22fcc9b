"""What a refusal says is missing, in the words of the one who asks."""

from rag.write import not_covered, not_held_report


def test_what_is_not_covered_is_named() -> None:
    assert not_covered(["枫溪乡", "2031年"], []) == "资料库里没有枫溪乡、2031年的内容，无法回答这个问题。"
    assert not_covered(["柳溪乡"], [("柳溪乡", "青石县")]) == (
        "青石县的报告说的是全县，没有单独说柳溪乡的，无法回答这个问题。"
    )
    both = not_covered(["柳溪乡", "2031年"], [("柳溪乡", "全国")])
    assert "说的是全国" in both and both.endswith("资料库里没有2031年的内容，无法回答这个问题。")
    assert not_held_report("乡村振兴报告") == "资料库里没有“乡村振兴报告”，无法回答这个问题。"
