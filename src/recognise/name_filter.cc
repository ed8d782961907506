#include "recognise/name_filter.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/utf8.h"
#include "text/fold.h"

namespace whobuilds::recognise {
namespace {

constexpr uint32_t kMaxCharacters = 40, kMaxWords = 5;

// Words that make no name by themselves, folded: generic nouns of the field, adjectives, function
// words that begin sentences, months, places, techniques, laws, titles of persons.
constexpr std::array kOrdinaryWords = std::to_array<std::string_view>({
    // function words and sentence openers
    "a", "about", "after", "all", "also", "although", "an", "and", "another", "any", "are", "as", "at", "because",
    "before", "both", "but", "by", "can", "currently", "despite", "during", "each", "earlier", "even", "every", "few",
    "finally", "first", "for", "from", "full", "further", "given", "had", "has", "have", "he", "her", "here", "his", "how", "however", "i",
    "if", "in", "including", "instead", "into", "is", "it", "its", "last", "later", "like", "many", "meanwhile", "more",
    "moreover", "most", "my", "new", "next", "no", "not", "now", "of", "on", "one", "only", "or", "other", "our", "out", "over", "per",
    "previous", "second", "several", "she", "since", "so", "some", "still", "such", "than", "that", "the", "their", "then",
    "there", "these", "they", "third", "this", "those", "though", "through", "to", "today", "two", "under", "unlike", "until", "up",
    "using", "via", "was", "we", "well", "what", "when", "where", "whether", "which", "while", "who", "why", "will", "with",
    "within", "without", "yes", "yesterday", "you", "your", "three", "four", "five", "old", "own", "vs", "etc", "same",
    // generic nouns and adjectives of the field
    "ai", "agi", "asi", "api", "apis", "app", "apps", "application", "applications", "accelerator", "accelerators", "agent", "agents",
    "agentic", "advanced", "architecture", "artificial", "asic", "asics", "assistant", "automation", "autonomous", "base", "benchmark",
    "benchmarks", "beta", "big", "bot", "business", "capital", "center", "centers", "chat", "chatbot", "chip", "chips", "chiplet", "chinese", "american", "japanese",
    "european", "korean", "taiwanese", "french", "german", "indian", "israeli", "canadian", "british", "cloud", "code", "coding", "commercial", "company", "companies", "compute", "computing",
    "consumer", "core", "corporate", "cpu", "cpus", "custom", "data", "datacenter", "deep", "dense", "design", "developer", "developers", "device", "devices",
    "digital", "distributed", "domestic", "dram", "dsp", "early", "edge", "embedded", "embedding", "embodied", "engine", "engineering", "enterprise", "ethernet", "fab", "family",
    "fast", "flagship", "flash", "foundation", "foundry", "fpga", "framework", "frontier", "future", "general", "generation", "generative", "global", "gpu", "gpus",
    "hardware", "hbm", "hbm2", "hbm2e", "hbm3", "hbm3e", "hbm4", "ddr4", "ddr5", "lpddr5", "lpddr5x", "gddr6", "gddr7", "high", "huge", "human", "humanoid", "hybrid", "image", "industrial", "industry", "inference", "infrastructure",
    "innovation", "input", "integrated", "intelligence", "intelligent", "internet", "iot", "ip", "lab", "labs", "language", "large", "latest", "leading",
    "learning", "llm", "llms", "local", "logic", "long", "low", "machine", "main", "major", "manufacturing", "market", "master", "memory", "mini", "mobile", "mode", "model", "models",
    "modern", "multi", "multimodal", "nand", "national", "native", "network", "networks", "neural", "nic", "npu", "npus", "nvme", "office", "online", "open",
    "open-source", "open-weight", "openai-compatible", "optical", "os", "output", "partner", "partners", "pc", "pcs", "pcie", "personal", "physical", "plan", "platform", "platforms", "power", "premium", "preview",
    "private", "pro", "processing", "processor", "processors", "product", "products", "programming", "project", "public", "quantum", "rack", "real", "reasoning", "research",
    "responsible", "robot", "robotics", "robots", "rubin-based", "sdk", "search", "secure", "security", "semiconductor", "semiconductors", "senior", "series", "server", "servers", "service", "services",
    "silicon", "simple", "single", "slm", "small", "smart", "smartphone", "soc", "socs", "social", "software", "solution", "solutions", "source", "sovereign", "speech", "ssd",
    "standard", "startup", "startups", "state", "storage", "strategic", "super", "supercomputer", "supply", "support", "system", "systems", "team", "tech",
    "technologies", "technology", "test", "text", "tiny", "tool", "tools", "top", "toy", "tpu", "tpus", "traditional", "training", "transformer", "transformers", "trustworthy", "ultra", "universal", "us-based", "user", "users",
    "version", "venture", "ventures", "vertical", "video", "virtual", "vision", "vla", "vlm", "voice", "wafer", "web", "wireless", "world", "xpu", "x86", "arm64", "risc-v", "rag", "mcp", "moe", "lora", "rlhf", "dpo", "sft", "grpo", "ppo", "gan", "cnn",
    "rnn", "lstm", "bert-based", "chain-of-thought", "cot", "fp4", "fp8", "fp16", "fp32", "bf16", "int4", "int8", "mxfp4", "nvfp4", "cowos", "euv", "duv", "finfet", "gaa", "ucie", "cxl", "cpo",
    "html", "css", "json", "xml", "yaml", "http", "https", "sql", "url", "pdf", "faq", "q&a", "sns", "iphone-like", "esg", "roi", "kpi", "saas", "paas", "iaas", "b2b", "b2c", "dx", "ar", "vr", "xr", "ev", "evs", "adas", "ci/cd",
    "4k", "8k", "5g", "6g", "wifi", "wi-fi", "wi", "fi", "pre", "post", "non", "sub", "usb", "vram", "ram", "gb", "tb", "nm", "tdp", "tops", "flops", "tflops", "token", "tokens", "parameter", "parameters", "gdpr", "dmca", "bis", "ear",
    "chips act", "ai act", "eu ai act", "moore's law", "scaling law", "scaling laws", "transformer architecture", "mixture-of-experts", "mixture of experts", "stable", "release", "update", "note", "figure", "table", "section", "chapter", "part", "step", "phase", "level", "tier", "stage", "type", "class", "day", "week",
    "month", "year", "quarter", "version 2.0", "web 2.0", "web 3.0", "industry 4.0", "society 5.0", "python", "java", "javascript", "typescript", "rust", "linux", "ubuntu", "windows", "macos", "ios", "android",
    "llm-based", "ai-powered", "ai-native", "ai-driven", "self-driving", "non-volatile", "analog", "photonics", "lidar", "radar", "server-grade", "co-packaged", "best", "better", "good", "great", "free", "basic", "understanding", "geospatial", "spatial", "explainable", "interpretable", "constitutional", "conversational", "medical", "clinical", "legal", "ethical", "predictive", "cognitive", "causal", "symbolic", "neurosymbolic", "safe", "trusted", "green", "strong", "weak", "narrow", "federated", "scientific", "creative", "financial", "educational", "military", "healthcare", "emotional", "interactive", "proactive", "contextual", "federal", "regional", "economic", "political", "vertex", "m&a", "s.p.a", "r&d", "hyperscaler", "hyperscalers", "consumer electronics", "java swing", "power electronics", "key", "extra", "dedicated", "specialized", "proprietary", "powerful",
    // titles and names of persons' offices
    "ceo", "cto", "cfo", "coo", "chairman", "president", "founder", "co-founder", "cofounder", "director", "vp", "mr", "mr.", "ms", "ms.", "mrs", "mrs.", "dr", "dr.", "prof",
    "prof.", "professor", "secretary", "minister", "senator", "analyst", "engineer", "researcher", "scientist", "chief", "officer", "executive", "manager", "vice",
    // months and days
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun",
    "jul", "aug", "sep", "sept", "oct", "nov", "dec", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "q1", "q2", "q3", "q4", "h1", "h2", "fy", "spring", "summer", "autumn", "fall", "winter",
    // places and blocs
    "china", "u.s", "u.s.", "us", "usa", "uk", "eu", "japan", "korea", "south korea", "taiwan", "india", "germany", "france", "israel", "canada", "singapore", "vietnam", "malaysia", "europe", "asia", "america", "africa", "asean",
    "beijing", "shanghai", "shenzhen", "hangzhou", "guangzhou", "hong kong", "wuhan", "nanjing", "tokyo", "osaka", "kumamoto", "hokkaido", "chitose", "seoul", "taipei", "hsinchu", "tainan", "kaohsiung", "silicon valley", "san francisco", "san jose", "santa clara",
    "california", "arizona", "texas", "new york", "ohio", "washington", "london", "paris", "berlin", "dresden", "munich", "toronto", "mumbai", "bangalore", "bengaluru", "saudi arabia", "uae", "abu dhabi", "dubai", "middle east", "netherlands", "russia", "ukraine", "iran", "brazil", "australia", "switzerland", "sweden", "norway", "finland", "ireland", "italy", "spain", "poland", "nato", "opec", "g7", "g20", "brics",
    // events
    "ces", "gtc", "mwc", "computex", "waic", "neurips", "icml", "iclr", "cvpr", "hot chips", "isscc", "iedm", "wwdc", "i/o", "davos",
    // Japanese and Chinese generic words
    "アプリ", "アプリケーション", "アーキテクチャ", "アシスタント", "アルゴリズム", "イノベーション", "インターネット", "インフラ", "ウェブ", "エージェント", "エコシステム", "エッジ", "エネルギー", "エンジニア", "エンジン", "オープンソース", "オンライン", "カメラ", "キーワード", "クラウド", "グループ", "グローバル", "コード", "コスト", "コンテンツ", "コンピュータ", "コンピューター", "コンピューティング", "サーバー", "サービス", "システム", "シリーズ", "スタートアップ", "スマートフォン", "スマホ", "セキュリティ", "センサー", "ソフトウェア", "ソリューション", "チーム", "チップ", "チャットボット", "ツール", "テクノロジー", "データ", "データセンター", "デジタル", "デバイス", "トップ", "ドローン", "ニュース", "ネットワーク", "ハードウェア", "パートナー", "パソコン", "パラメータ", "ビジネス", "ファンド", "フレームワーク", "プラットフォーム", "プロジェクト", "プロセス", "プロセッサ", "プログラミング", "ベンチマーク", "ベンチャー", "マーケット", "メーカー", "メモリ", "モデル", "モバイル", "ユーザー", "ライセンス", "ライバル", "リスク", "ロボット", "ロボティクス", "トークン", "セグメント", "ファブレス", "ファウンドリ", "トレーニング", "ポイント", "アメリカ", "イギリス", "イスラエル", "インド", "カナダ", "シンガポール", "ドイツ", "フランス", "ヨーロッパ", "ロシア", "ベトナム", "マレーシア", "シリコンバレー", "テスト", "バージョン", "メンバー", "リーダー", "パートナーシップ", "ユニコーン", "エコノミー",
    "人工智能", "人工知能", "生成ai", "大模型", "智能体", "智能體", "机器人", "芯片", "晶片", "半导体", "半導體", "半導体", "中国", "美国", "日本", "韓国", "台湾", "台灣", "上海", "北京", "深圳", "杭州", "香港", "東京", "开源", "開源", "模型", "系统", "平台", "产品", "技术", "公司", "企业", "用户", "数据", "算力", "云计算", "自动驾驶", "具身智能", "国产", "全球", "行业", "市场", "团队", "未来", "未来科技", "科技", "智能", "新一代", "自研", "推理", "训练", "国家队", "独角兽", "黑科技", "高科技", "金融科技", "中国科技", "美国科技", "新科技", "数字科技", "硬科技", "信息科技", "全球科技", "人形机器人", "第三代半导体", "中国半导体", "国产半导体", "全球半导体", "美国半导体", "人工智能科技", "商业智能", "通用智能", "群体智能", "通用人工智能", "人类智能", "空间智能", "视觉智能",
    "日本語", "世界", "次世代", "自社", "独自", "最新", "大手", "新興", "企業", "会社", "研究", "開発", "製品", "技術", "国産", "量子", "戦略", "革命", "時代", "成長", "標準", "支援", "導入", "活用", "事例",
});

const std::vector<std::string_view>& ordinary_words() {
  static const std::vector<std::string_view> sorted = [] {
    std::vector<std::string_view> words(kOrdinaryWords.begin(), kOrdinaryWords.end());
    std::sort(words.begin(), words.end());
    return words;
  }();
  return sorted;
}

bool is_ordinary(std::string_view folded) {
  const auto& words = ordinary_words();
  return std::binary_search(words.begin(), words.end(), folded);
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}
bool starts_with(std::string_view text, std::string_view begin) { return text.substr(0, begin.size()) == begin; }

// A title right before or behind makes the name a person's.
bool is_person(std::string_view text, Span name) {
  static constexpr std::string_view kBefore[] = {"Mr. ", "Ms. ", "Mrs. ", "Dr. ", "Prof. ", "CEO ", "CTO ", "CFO ", "COO ", "founder ", "President ",
                                                 "Chairman ", "Minister ", "Secretary ", "analyst ", "CEOの", "CTOの", "社長の", "会長の", "創業者の", "CEO", "董事长", "创始人", "总裁"};
  static constexpr std::string_view kBehind[] = {"氏", "さん", "CEO", "社長", "会長", "教授", "先生", "女士", "博士", "大統領", "首相", "教授", " CEO", ", CEO", ", chief", ", president", ", a professor", ", founder",
                                                 ", co-founder", ", who ", ", director", ", vice president", "总裁", "董事长", "研究員", "アナリスト", "創業者"};
  const std::string_view before = text.substr(0, name.begin), behind = text.substr(name.end);
  return std::any_of(std::begin(kBefore), std::end(kBefore), [before](std::string_view title) { return ends_with(before, title); }) ||
         std::any_of(std::begin(kBehind), std::end(kBehind), [behind](std::string_view title) { return starts_with(behind, title); });
}

struct Looks {
  uint32_t characters = 0, words = 1, letters = 0, capitals = 0, digits = 0, hiragana = 0, han = 0, other = 0;
};

Looks looks_of(std::string_view name) {
  Looks looks;
  for (uint32_t at = 0; at < name.size();) {
    const char32_t c = core::decode(name, at);
    ++looks.characters;
    if (c == ' ') ++looks.words;
    else if (core::is_digit(c)) ++looks.digits;
    else if (core::is_word(c)) {
      ++looks.letters;
      if (core::is_upper_ascii(c)) ++looks.capitals;
    } else if (core::is_hiragana(c)) ++looks.hiragana;
    else if (core::is_han(c)) ++looks.han;
    else if (core::is_katakana(c)) ++looks.letters;
    else if (c != '-' && c != '.' && c != '&' && c != '+' && c != 0x30FB && c != '\'' && c != '/' && c != '_') ++looks.other;
  }
  return looks;
}

// Digits with a dot, and with one letter behind (7b, 128k).
bool is_number(std::string_view word) {
  if (word.size() > 1 && word.back() >= 'a' && word.back() <= 'z') word.remove_suffix(1);
  return std::all_of(word.begin(), word.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

// Words that a phrase has and a name has not.
bool has_phrase_word(std::string_view name) {
  static constexpr std::string_view kPhraseWords[] = {"一家", "这家", "該", "该", "的", "了", "注册", "成立", "表示", "为"};
  return std::any_of(std::begin(kPhraseWords), std::end(kPhraseWords),
                     [name](std::string_view word) { return name.find(word) != std::string_view::npos; });
}

// LoRA-based, V3-family, GPT-like: adjectives made of names.
bool is_compound_adjective(std::string_view name) {
  static constexpr std::string_view kEnds[] = {"-based", "-family", "-like", "-level", "-powered", "-native", "-class", "-driven",
                                               "-style", "-backed", "-led", "-ready", "-only", "-first", "-type", "-compatible"};
  return std::any_of(std::begin(kEnds), std::end(kEnds), [name](std::string_view end) { return ends_with(name, end); });
}

// "Other Telcos", "Many Labs": a phrase about some of a kind.
bool begins_like_a_phrase(std::string_view folded) {
  static constexpr std::string_view kFirst[] = {"other ", "many ", "some ", "all ", "several ", "most ", "more ", "any ", "both ", "each ",
                                                "every ", "few ", "major ", "leading ", "top ", "these ", "those ", "two ", "three "};
  return std::any_of(std::begin(kFirst), std::end(kFirst), [folded](std::string_view word) { return starts_with(folded, word); });
}

// v7, V2.1: a version that lacks its name.
bool is_bare_version(std::string_view name) {
  return (name[0] == 'v' || name[0] == 'V') && is_number(name.substr(1));
}

// What follows makes it an event, a fund or a law.
bool names_an_event(std::string_view text, uint32_t end) {
  static constexpr std::string_view kBehind[] = {" ETF", " Show", " Index", " Conference", " Summit", " Act", " Forum", " Expo",
                                                 " Award", " Week", " Law", "法", "条例", "大会", "サミット"};
  const std::string_view behind = text.substr(end);
  return std::any_of(std::begin(kBehind), std::end(kBehind), [behind](std::string_view word) { return starts_with(behind, word); });
}

// Whether all words, also the parts around hyphens, are ordinary or numbers.
bool all_ordinary(std::string_view folded) {
  if (is_ordinary(folded)) return true;
  size_t begin = 0;
  while (begin <= folded.size()) {
    size_t end = folded.find_first_of(" -", begin);
    if (end == std::string_view::npos) end = folded.size();
    const std::string_view word = folded.substr(begin, end - begin);
    if (!is_number(word) && !is_ordinary(word)) return false;
    begin = end + 1;
  }
  return true;
}

}  // namespace

bool is_quoted(std::string_view text, Span name) {
  static constexpr std::string_view kOpen[] = {"「", "『", "“", "\"", "《", "‘", "【"};
  static constexpr std::string_view kClose[] = {"」", "』", "”", "\"", "》", "’", "】"};
  const std::string_view before = text.substr(0, name.begin), behind = text.substr(name.end);
  return std::any_of(std::begin(kOpen), std::end(kOpen), [before](std::string_view mark) { return ends_with(before, mark); }) &&
         std::any_of(std::begin(kClose), std::end(kClose), [behind](std::string_view mark) { return starts_with(behind, mark); });
}

Span trimmed_name(std::string_view text, Span name) {
  static constexpr std::string_view kTrimmed[] = {" ", "「", "」", "『", "』", "“", "”", "\"", "'", "《", "》", ",", ".", ":", ";", "*", "-", "・", "、"};
  static constexpr std::string_view kArticles[] = {"The ", "the ", "A ", "An ", "Its ", "its ", "New ", "Our "};
  for (bool changed = true; changed;) {
    changed = false;
    for (const std::string_view mark : kTrimmed) {
      if (name.size() > mark.size() && starts_with(text.substr(name.begin), mark)) {
        name.begin += static_cast<uint32_t>(mark.size());
        changed = true;
      }
      if (name.size() > mark.size() && ends_with(text.substr(0, name.end), mark)) {
        name.end -= static_cast<uint32_t>(mark.size());
        changed = true;
      }
    }
    for (const std::string_view article : kArticles) {
      if (name.size() > article.size() && starts_with(text.substr(name.begin), article)) {
        name.begin += static_cast<uint32_t>(article.size());
        changed = true;
      }
    }
  }
  return name;
}

bool plausible_name(std::string_view text, Span name, bool quoted, bool emphasised) {
  const std::string_view written = name.of(text);
  const Looks looks = looks_of(written);
  if (looks.characters < 2 || looks.characters > kMaxCharacters || looks.words > kMaxWords || looks.other > 0) return false;
  if (looks.letters + looks.han == 0) return false;
  if (looks.hiragana > (quoted ? 1u : 0u) ) return false;
  if (looks.han > 0 && has_phrase_word(written)) return false;
  if (looks.han > 8 && !ends_with(written, "公司")) return false;
  const bool latin_only = looks.han == 0 && looks.hiragana == 0;
  const bool small = latin_only && looks.capitals == 0 && static_cast<unsigned char>(written[0]) < 0x80;
  if (small && !emphasised && !(quoted && looks.digits > 0)) return false;
  // In quotation marks a word of han characters alone is more often stressed than named.
  if (quoted && looks.letters + looks.digits == 0) return false;
  if (is_person(text, name) || names_an_event(text, name.end)) return false;
  if (is_compound_adjective(written) || is_bare_version(written)) return false;
  const std::string folded = text::folded(written);
  return !begins_like_a_phrase(folded) && !all_ordinary(folded);
}

}  // namespace whobuilds::recognise
