"""Persons, as the lines above a report name them: 省长 王予波, 国务院总理, 华寿军."""

import re

from ..text import in_either_script

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏"
    "韦付傅方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申"
    "欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简"
    "车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由寿"
)
NAME = rf"(?:[{_SURNAMES}](?:[\s\u3000]*[\u4e00-\u9fff]){{1,3}}|[\u4e00-\u9fff]{{1,8}}(?:·[\u4e00-\u9fff]{{1,8}})+)"
# Heads of offices; the last form is called as its office ends: 财政所所长.
_HEAD = (
    "总理|省长|市长|县长|区长|州长|盟长|旗长|镇长|乡长|主席|主任|院长|检察长|书记|会长|局长|厅长|部长|专员|理事长"
    r"|(?<=(?P<unit>\w))(?P=unit)长"
)
_POST = rf"[\w\s、]{{0,40}}?(?:{_HEAD})"
# After a post and a space stands a name, whatever its first character.
_AUTHOR = re.compile(
    rf"(?:报告人[:：]?\s*)?(?:(?P<post>{_POST})(?:\s*(?P<name>{NAME})|\s+(?P<other>[\u4e00-\u9fff]{{2,4}}))?|(?P<bare>{NAME}))"
)
_SPEAKER = re.compile(rf"(?P<post>\w{{0,12}}?(?:{_HEAD}))\s*(?P<name>{NAME}?)(?:同志)?(?=在|作|所作|代表)")
_COMRADE = re.compile(rf"(?P<name>{NAME})同志(?P<post>)(?=在|作|所作)")  # without a post
_CALLED = re.compile(
    rf"(?P<name>{NAME})(?<![省市县区州盟旗镇乡])(?P<post>副?(?:{_HEAD}))(?=在|作|所作)"
)  # 王海涛县长在…


@in_either_script
def author_parts(text: str) -> tuple[str, str] | None:
    """Post and name of a line that holds nothing else; either may be empty. None for another line."""
    match = _AUTHOR.fullmatch(text) if len(text) <= 50 else None
    if match is None:
        return None
    return match["post"] or "", match["name"] or match["other"] or match["bare"] or ""


def speaker(text: str) -> tuple[str, str] | None:
    """Post and name in a line such as 北京市市长 殷勇同志作政府工作报告, 王海涛同志在…大会上的讲话; None where it names no speaker."""
    match = _CALLED.match(text) or _SPEAKER.search(text) or _COMRADE.match(text)
    return (match["post"], match["name"]) if match else None


def main_post(post: str) -> str:
    """县长 of 县委副书记、县长: of several posts the first that is no deputy's."""
    posts = re.split(r"[、\s]+", post)
    return next((each for each in posts if "副" not in each), post)


def office_of(post: str) -> str:
    """宁泽县审计局 of 宁泽县审计局局长, 中共鹤岩县委 of 中共鹤岩县委书记."""
    return re.sub(rf"(?:代|副)?(?:{_HEAD})$", "", post)


def plain_name(name: str) -> str:
    """张三 of 张　三 and of 张三同志."""
    return re.sub(r"\s|同志$", "", name)
