"""The Chinese names under which the parts of a company stand in its filings, and what they are here."""

from __future__ import annotations

# As filings print them, in simplified characters and in traditional ones.
_NAMES = {
    "cloud": "云端 云端部署 云部署 云服务 雲端 雲端部署 雲服務 MaaS MaaS平台",
    "on-premise": "本地化部署 本地部署 本地化 私有化部署 本地化部署業務",
    "ai-native": "AI原生产品 AI原生产品业务 AI原生產品 原生产品",
    "open-platform": "开放平台 开放平台及其他基于AI的企业服务 企业服务 開放平台 企業服務",
    "hailuo": "海螺 海螺AI 海螺視頻 海螺视频",
    "talkie-xingye": "星野 Talkie/星野 Talkie及星野 Talkie和星野",
    "minimax-app": "MiniMax应用 MiniMax應用",
    "other-products": "其他产品 其他產品",
    "mainland-china": "中国内地 中国大陆 内地 境内 国内 中國內地 中國大陸 內地 境內",
    "overseas": "海外 境外 国外",
    "international": "国际 國際",
    "united-states": "美国 美國",
    "singapore": "新加坡",
    "research": "研发 研发开支 研发费用 研發 研發開支",
    "cost-of-revenue": "营业成本 销售成本 收入成本 銷售成本",
    "enterprise-models": "企业级大模型 企业大模型 企業級大模型",
    "enterprise-agents": "企业级智能体 企业智能体 企業級智能體",
    "ai-segment": "人工智能分部 AI业务",
    "generative-ai": "生成式AI 生成式人工智能",
    "online-marketing": "在线营销 網絡營銷 网络营销",
    "top-five": "前五大 五大 前五大客户 前五大客戶 五大客户 五大供应商",
    "largest": "最大 最大客户 第一大客户 最大客戶",
    "cornerstones": "基石 基石投资者 基石投資者",
    "founder": "创始人 創始人",
    "h-shares": "H股",
    "public": "公众 公眾 公众股东",
    "alibaba": "阿里 阿里巴巴",
    "tencent": "腾讯 騰訊",
    "mihoyo": "米哈游",
    "meituan": "美团 美團",
    "nvidia": "英伟达 英偉達",
    "softbank": "软银 軟銀",
    "amazon": "亚马逊 亞馬遜",
    "catl": "宁德时代 寧德時代",
}
_IDS = {name.casefold(): id_ for id_, names in _NAMES.items() for name in names.split()}


def scope_id(name: str) -> str:
    """`on-premise` for 本地化部署; any other name is itself."""
    return _IDS.get(name.casefold().replace(" ", ""), name)
