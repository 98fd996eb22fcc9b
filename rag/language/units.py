"""Units that figures are printed with, as patterns, and which of them say the same."""

MONEY = "[毛角分块]钱|美元|欧元|港元|港币|日元|英镑|澳元|元"
# Measure words are a closed class; a noun that is counted without one is no unit (`indicator` gives it).
MEASURES = (
    "个?(?:百分点|千分点|工作日|小时|世纪|学时|课时)|个(?:半|多)?月|[人车架班件家户场批例课辆艘台列]次|标准箱|标箱|重量箱|"
    "平方公里|平方千米|平方米|平方|平米|立方米|立方|方|公里|千米|厘米|毫米|微米|纳米|海里|米|公顷|亩|公斤|千克|"
    "毫克|微克|克|斤|吨公里|吨|毫升|升|千瓦时|千瓦|兆瓦时|兆瓦|吉瓦|瓦|千伏安|千伏|伏|度电|度|摄氏度|℃|英寸|"
    "分钟|秒|周年|年代|年|岁|天|周|分贝|分|倍|位(?!数)|金(?![融属])|银(?!行)|铜|[省市县区州盟旗乡镇村]+|人天|"
    "[个名人户家件次条篇场项所座台辆套批种类处期份张只头匹棵株根支枝颗粒枚块片层间栋幢幅部本册级轮步点款例起宗笔"
    "门科艘架列班组队对双副把餐碗瓶箱袋包桶罐盒段节章句字页版集档代任员届号线室厅卷首曲声道股尊口井眼孔床桌盏"
    "寸尺里大强]"
)
LATIN = (
    "(?:[kMGT]Wh?|(?:P|[PE]F(?:LOPS|lops)?)|[KMGTPE]B|[kcmnμ]?m|km²|m²|m³|[kmμ]?g|[kM]?V|Hz|t)(?![A-Za-z])"
)
SAME_UNIT = {
    "名": "人",
    "位": "人",
    "度": "千瓦时",
    "度电": "千瓦时",
    "kWh": "千瓦时",
    "kW": "千瓦",
    "MW": "兆瓦",
}
SAME_UNIT |= {
    "千米": "公里",
    "km": "公里",
    "平方千米": "平方公里",
    "千克": "公斤",
    "平米": "平方米",
    "港币": "港元",
    **dict.fromkeys(("PF", "PFLOPS", "PFlops"), "P"),
    **dict.fromkeys(("EF", "EFlops"), "EFLOPS"),
}

# What counts single things of whatever noun it stands by, so that one stands for another: 3处 and 11个 are of one kind.
SINGLE = frozenset("个处家座所项部台件辆艘架口")
