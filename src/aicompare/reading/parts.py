"""The words of a text that name a part of a company, or one who holds or funds it.

To add words, add them to the line of their part. A part that the data hold and no line names is found
by its own name, in a text about that company.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from aicompare.companies.company import Company
from aicompare.reading.text import Placed
from aicompare.reading.vocabulary import Entry, Scanner
from aicompare.values.frozen import dataclass, field

# Metrics whose figures may be of a part.
HAS_PARTS = (
    "revenue",
    "revenue_share",
    "gross_margin",
    "gross_profit",
    "revenue_growth",
    "paying_users",
    "arr",
    "monthly_active_users",
    "downloads",
    "cumulative_users",
    "registered_users",
    "run_rate",
)
# `scope` of the data: patterns.
_PARTS = r"""
on-premise       : locali[sz]ed deployments?; on-premises? deployments?; on-premises?; private deployments?; 本地化部署; 本地部署; 私有化部署
cloud            : cloud(?:[- ]based)?(?: deployments?| services?| API| computing| business| segment| unit| intelligence)?; MaaS(?: platform)?; API (?:services?|business); Alibaba Cloud; 云端; 云部署; 云服务; 云智能; 云业务; 阿里云; MaaS平台; MaaS业务; 云计算
ai-native        : AI[- ]native products?; consumer products?; AI原生产品
open-platform    : open platforms?(?: and other AI-based enterprise services)?; enterprise services?; 开放平台; 企业服务
talkie-xingye    : Talkie(?:/| and | & )?(?:Xingye)?; Xingye; Talkie/星野; 星野
hailuo           : Hailuo(?: AI| Video)?; 海螺AI; 海螺
minimax-app      : MiniMax app; MiniMax应用
mainland-china   : mainland(?: China| market)?; domestic(?: market| revenue)?; 中国内地; 中国大陆; 境内; 内地(?=市场|收入|业务|营收|贡献|占|地区|客户|的收入); 国内(?=市场|收入|业务|营收|贡献|占|地区|客户|的收入)
overseas         : overseas(?: markets?| revenue)?; abroad; 海外; 境外
international    : international markets?; 国际市场
ai-segment       : AI segment; AI分部
x-and-grok       : X and Grok
chatgpt          : ChatGPT
gemini           : Gemini app
meta-ai          : Meta AI
generative-ai    : generative AI(?: business| revenue| segment)?; 生成式AI; 生成式人工智能
data-centre      : data cent(?:er|re)s?; 数据中心
ai-powered-business     : AI[- ]powered business; AI业务
large-models     : large models?; 大模型相关; 大模型中标
enterprise-agents: enterprise agents?; 企业级智能体
enterprise-models: enterprise[- ](?:level )?(?:general[- ])?(?:large )?models?; 企业级通用大模型
singapore        : Singapore(?! dollar); 新加坡
value-added-services : value[- ]added services; 增值服务
marketing-services   : marketing services; online advertising; 营销服务; 网络广告
fintech-and-business-services : fin-?tech and business services; fintech; 金融科技及企业服务; 金融科技与企业服务
public-cloud     : public[- ]cloud(?: services?)?; 公有云(?:服务)?
e-commerce       : e-?commerce; 电商
kling            : Kling(?: AI)?; 可灵(?:AI)?
cloud-products   : cloud products?; 云端产品线?
ai-cloud         : AI cloud; 智能云
recurring        : recurring revenue; 经常性收入; 订阅收入
ai-cloud-infrastructure : AI cloud infrastructure; AI云基础设施; AI云
"""
_HOLDERS = r"""
public           : public (?:offering|offer|tranche); retail; 公开发售; 公众
founder          : founder; 创始人; 创办人
alibaba          : Alibaba; Alisoft China; BABA; 阿里巴巴; 阿里
tencent          : Tencent; 腾讯
mihoyo           : miHoYo; 米哈游
idg              : IDG
hsg              : HongShan; HSG; 红杉; 高瓴红杉
meituan          : Meituan; 美团
microsoft        : Microsoft; 微软
softbank         : SoftBank; 软银
amazon           : Amazon; 亚马逊
google           : Google; 谷歌
nvidia           : NVIDIA; 英伟达; 辉达
asml             : ASML
catl             : CATL; 宁德时代
"""
# Parts by whose names a text may mean anything.
_VAGUE = re.compile(r"other.*|all-.*|.*-users|.*-of-.*|[a-z]{1,2}")


@dataclass(frozen=True, slots=True)
class PartWords(Placed):
    """Words that name a part or a holder by its scope in the data; `of` are the companies that have
    it, where nothing else tells that a part is meant.
    """

    scope: str
    of: frozenset[str] = field(default=frozenset())
    holder: bool = False

    def may_be_of(self, company: str | None) -> bool:
        return not self.of or company in self.of


class Parts:
    """The parts of all companies, by the words that name them."""

    def __init__(self, companies: Iterable[Company]) -> None:
        self._own = dict(_own_parts(companies))
        named = [(scope, scope.replace("-", "[- ]")) for scope in self._own]
        self._scanner = Scanner([*_entries(_PARTS), *_entries(_HOLDERS), *named])
        self._holders = frozenset(scope for scope, _ in _entries(_HOLDERS))

    def scan(self, prose: str) -> list[PartWords]:
        """Every place that names a scope, in the order of the text."""
        return [
            PartWords(start, end, scope, self._own.get(scope, frozenset()), scope in self._holders)
            for start, end, scope in self._scanner.scan(prose)
        ]


def _own_parts(companies: Iterable[Company]) -> Mapping[str, frozenset[str]]:
    """Parts of which the data hold figures and which no line of the table names, with their companies."""
    told = {scope for scope, _ in (*_entries(_PARTS), *_entries(_HOLDERS))}
    found: dict[str, set[str]] = {}
    for company in companies:
        for fact in company.facts:
            if fact.scope and fact.metric.name in HAS_PARTS and fact.scope not in told:
                found.setdefault(fact.scope, set()).add(company.id)
    return {scope: frozenset(of) for scope, of in found.items() if not _VAGUE.fullmatch(scope)}


@cache
def _entries(table: str) -> tuple[Entry, ...]:
    lines = (line.partition(":") for line in table.strip().splitlines())
    return tuple(
        (scope.strip(), word.strip()) for scope, _, said in lines for word in said.split(";") if word.strip()
    )
