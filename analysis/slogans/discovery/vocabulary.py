"""Words of the genre that the detectors go by; a comment says what each list is for."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that make no slogan by themselves: a recurring phrase of these alone is the language of the trade.
ORDINARY = _words("""
    工作 建设 发展 教育 学校 党员 干部 组织 活动 管理 制度 机制 体系 能力 水平 质量 作用 任务 问题 重点
    情况 要求 方面 领域 单位 部门 人员 教师 学生 群众 企业 项目 工程 计划 方案 措施 政策 服务 培训 学习
    宣传 监督 检查 考核 评价 研究 指导 落实 加强 推进 开展 提升 提高 深入 深化 全面 进一步 积极 认真 切实
    扎实 不断 持续 着力 大力 努力 全力 有效 加快 加大 完善 健全 强化 实施 做好 抓好 确保 保障 促进 推动
    坚持 落实到位 充分发挥 发挥 建立 构建 打造 形成 结合 围绕 根据 按照 通过 进行 实现 增强 优化 规范
    严格 统筹 协调 支持 引导 鼓励 重大 重要 主要 基本 良好 优质 高质量 高水平 相关 有关 各项 各类 各级
    全区 全市 全省 全国 全县 我区 我市 我省 地区 城市 农村 乡村 社会 经济 产业 文化 生态 环境 安全 科技
    创新 改革 开放 人才 资源 资金 市场 投资 消费 就业 收入 增长 规模 稳步 有序 逐步 力度 行动 专项 整治
    治理 力争 达到 完成 继续 开工 新增 累计 以上 左右 今年 明年 去年 年度 目标 基础 设施 技术 标准 试点
    示范 基地 平台 中心 队伍 干部队伍 教师队伍 领导 领导班子 学科 课程 教学 校园 家庭 居民 人民 综合
    公共 专业 现代 现代化 优势 特色 成果 经验 意见 工作会议 会议 报告 精神 决策 部署 决策部署 贯彻
    贯彻落实 深入开展 深入推进 全面推进 全面落实 扎实推进 认真落实 大力推进 积极推进 加快推进 持续推进
    结合实际 和 与 及 的
""")
# Words with which no phrase of its own begins, or ends.
NO_BEGINNING = _words("""
    的 和 与 及 等 在 是 了 为 对 将 并 而 则 其 该 此 也 都 还 所 着 地 得 之 上 下 中 内 外 里 年 月 日
    个 项
""")
NO_END = NO_BEGINNING | _words("""
    以 把 向 从 让 使 由 被 于 新 大 要 不 更 最 我 各 全 党的 以及 进一步 不断
""")
# Words of political language: slogans are made of them, terms of the trade seldom.
POLITICAL = (
    "党的|管党|治党|党性|党史|党建引领|政治|初心|使命|担当|精神|思想|主义|人民|从严|引领|铸魂|立德|育人|忠诚|"
    "廉|清风|正风|新时代|中国特色|强国|复兴|共同|自信|自觉|根本|核心|统领|首位|底线|红线|民心|为民|先锋|堡垒|"
    "旗帜|灵魂|奋斗|攻坚|实干|作风|革命|意识|民族|治国|治校|依法|法治|文明|和谐|美丽|平安|幸福|卫士|本领|本色|"
    "表率|楷模|牢记|捍卫|践行|弘扬|永葆|筑牢|不忘|惠民"
)
