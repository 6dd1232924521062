"""Development zones, which most often have no code of their own: 苏州工业园区, 芜湖经开区, 宁波保税区."""

from __future__ import annotations

# What comes before 区, the longest first. 新区 is left out: it may be a district (浦东新区).
ZONE_KINDS = (
    "高新技术产业开发|高新技术开发|高新产业开发|高新技术产业|高新|经济技术开发|经济开发|经开|开发|工业园|产业园|科技园"
    "|示范|保税|试验|实验|度假|风景名胜|风景|名胜|合作|功能|管理|园"
)
