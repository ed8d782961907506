// Values as they stand in running text, read with the rules of rules/values.
#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "recognise/model_size.h"
#include "rules/load.h"
#include "sample.h"

using namespace whobuilds;
using namespace whobuilds::recognise;

namespace {

// The shipped value rules alone.
const Rules& value_rules() {
  static const Rules rules = [] {
    Result<std::vector<RuleFile>> files = rules::read_rule_files(std::string(WHOBUILDS_SOURCE_DIR) + "/rules");
    REQUIRE(files.ok());
    std::vector<RuleFile> wanted;
    for (const RuleFile& file : *files) {
      if (file.path == "ontology.json" || file.path.rfind("values/", 0) == 0) wanted.push_back(file);
    }
    REQUIRE(wanted.size() >= 5);
    Result<Rules> loaded = rules::parse_rules(wanted);
    for (const Diagnostic& problem : loaded.diagnostics()) MESSAGE(problem.to_string());
    REQUIRE(loaded.ok());
    return *loaded;
  }();
  return rules;
}

struct Row {
  std::string text;
  std::string surface;  // "" when nothing must be found
  Dimension dimension;
  double low, high;
  std::string unit;
  std::string value_text;
};

bool near(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b)); }

void check_rows(const std::vector<Row>& rows, const std::string& date = "") {
  const Recogniser recogniser = Recogniser::build(value_rules(), {}, {});
  Recognition found;
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const text::Text text = sample_text(row.text);
    recogniser.recognise(text, found, date);
    if (row.surface.empty()) {
      for (const ValueMention& value : found.values) MESSAGE(std::string(value.span.of(text.normal)));
      CHECK(found.values.empty());
      continue;
    }
    REQUIRE_FALSE(found.values.empty());
    const ValueMention& value = found.values[0];
    CHECK(std::string(value.span.of(text.normal)) == row.surface);
    CHECK(static_cast<int>(value.dimension) == static_cast<int>(row.dimension));
    CHECK_MESSAGE(near(value.low, row.low), value.low);
    CHECK_MESSAGE(near(value.high, row.high), value.high);
    CHECK(value.unit == row.unit);
    CHECK(value.text == row.value_text);
  }
}

Row money(const std::string& text, const std::string& surface, double amount, const std::string& unit) {
  return {text, surface, Dimension::money, amount, amount, unit, ""};
}
Row of(Dimension dimension, const std::string& text, const std::string& surface, double amount, const std::string& unit = "") {
  return {text, surface, dimension, amount, amount, unit, ""};
}
Row count(const std::string& text, const std::string& surface, double amount, const std::string& counter) {
  return {text, surface, Dimension::count, amount, amount, "", counter};
}
Row date(const std::string& text, const std::string& surface, const std::string& value) {
  return {text, surface, Dimension::date, std::stod(value.substr(0, 4)), std::stod(value.substr(0, 4)), "", value};
}
Row nothing(const std::string& text) { return {text, "", Dimension::count, 0, 0, "", ""}; }

}  // namespace

TEST_CASE("values: money") {
  check_rows({
      money("2億5000万ドルを調達", "2億5000万ドル", 2.5e8, "USD"),
      money("6億ドル以上", "6億ドル", 6e8, "USD"),
      money("約1兆2000億円を", "1兆2000億円", 1.2e12, "JPY"),
      money("2.5億元の", "2.5億元", 2.5e8, "CNY"),
      money("2.5 億元(約 50 億円)", "2.5億元", 2.5e8, "CNY"),
      money("投资100亿元", "100亿元", 1e10, "CNY"),
      money("融资20亿美元", "20亿美元", 2e9, "USD"),
      money("市值3万亿美元", "3万亿美元", 3e12, "USD"),
      money("3800亿元人民币", "3800亿元人民币", 3.8e11, "CNY"),
      money("投入100多亿元", "100多亿元", 1e10, "CNY"),
      money("raised $2bn from", "$2bn", 2e9, "USD"),
      money("a $1.4 trillion plan", "$1.4 trillion", 1.4e12, "USD"),
      money("US$300 million", "US$300 million", 3e8, "USD"),
      money("worth 500 million dollars", "500 million dollars", 5e8, "USD"),
      money("a $6.6-billion round", "$6.6-billion", 6.6e9, "USD"),
      money("€1.7 billion", "€1.7 billion", 1.7e9, "EUR"),
      money("NT$5,000億", "NT$5,000億", 5e11, "TWD"),
      money("新台幣3000億", "新台幣3000億", 3e11, "TWD"),
      money("10兆ウォン", "10兆ウォン", 1e13, "KRW"),
      money("HK$4.2 billion", "HK$4.2 billion", 4.2e9, "HKD"),
      money("50亿港元", "50亿港元", 5e9, "HKD"),
      money("£31bn", "£31bn", 3.1e10, "GBP"),
      money("$40B", "$40B", 4e10, "USD"),
      money("RMB 380 billion", "RMB 380 billion", 3.8e11, "CNY"),
      money("RMB500 million", "RMB500 million", 5e8, "CNY"),
      money("1,500元", "1,500元", 1500, "CNY"),
      money("売上高は5兆円だった", "5兆円", 5e12, "JPY"),
      money("花费560万美元", "560万美元", 5.6e6, "USD"),
      {"2,000~3,000元で", "2,000~3,000元", Dimension::money, 2000, 3000, "CNY", ""},
      {"100億〜200億ドル", "100億〜200億ドル", Dimension::money, 1e10, 2e10, "USD", ""},
      {"2~3兆円", "2~3兆円", Dimension::money, 2e12, 3e12, "JPY", ""},
      {"$2 billion to $3 billion", "$2 billion to $3 billion", Dimension::money, 2e9, 3e9, "USD", ""},
      {"between $2 and $3 billion", "$2 and $3 billion", Dimension::money, 2e9, 3e9, "USD", ""},
      {"$2-3 billion", "$2-3 billion", Dimension::money, 2e9, 3e9, "USD", ""},
  });
}

TEST_CASE("values: of models") {
  check_rows({
      of(Dimension::parameters, "671Bパラメータ", "671Bパラメータ", 671e9),
      of(Dimension::parameters, "約270億のパラメータ", "270億のパラメータ", 27e9),
      of(Dimension::parameters, "6710亿参数", "6710亿参数", 671e9),
      of(Dimension::parameters, "拥有6710亿个参数", "6710亿个参数", 671e9),
      of(Dimension::parameters, "1兆パラメーター級", "1兆パラメーター", 1e12),
      of(Dimension::parameters, "1万亿参数", "1万亿参数", 1e12),
      of(Dimension::parameters, "671 billion parameters", "671 billion parameters", 671e9),
      of(Dimension::parameters, "a 671-billion-parameter model", "671-billion-parameter", 671e9),
      of(Dimension::parameters, "37B active parameters", "37B active parameters", 37e9),
      of(Dimension::parameters, "0.6B和", "0.6B", 6e8),
      of(Dimension::parameters, "a 70B model", "70B", 70e9),
      of(Dimension::parameters, "1T parameters", "1T parameters", 1e12),
      of(Dimension::parameters, "1.3M params", "1.3M params", 1.3e6),
      of(Dimension::tokens, "128K context window", "128K context window", 128e3),
      of(Dimension::tokens, "128K上下文", "128K上下文", 128e3),
      of(Dimension::tokens, "100万トークン", "100万トークン", 1e6),
      of(Dimension::tokens, "15 trillion tokens", "15 trillion tokens", 15e12),
      of(Dimension::tokens, "128k tokens", "128k tokens", 128e3),
      of(Dimension::tokens, "a 1M-token window", "1M-token", 1e6),
      of(Dimension::gpu_hours, "2.788M H800 GPU hours", "2.788M", 2.788e6, "gpu_hours"),
      of(Dimension::gpu_hours, "278.8万GPU小时", "278.8万GPU小时", 2.788e6, "gpu_hours"),
      of(Dimension::percent, "スコア88.5%", "88.5%", 88.5, "%"),
      of(Dimension::percent, "30 percent", "30 percent", 30, "%"),
      {"MITライセンスで", "MITライセンス", Dimension::text, 0, 0, "", "MIT"},
      {"under Apache 2.0.", "Apache 2.0", Dimension::text, 0, 0, "", "Apache-2.0"},
  });
}

TEST_CASE("values: of hardware") {
  check_rows({
      of(Dimension::bytes, "192GBのHBM3E", "192GB", 192e9, "B"),
      of(Dimension::bytes, "2PB of memory", "2PB", 2e15, "B"),
      of(Dimension::bytes_per_second, "8TB/sの帯域", "8TB/s", 8e12, "B/s"),
      of(Dimension::bytes_per_second, "3.35 TB/s", "3.35 TB/s", 3.35e12, "B/s"),
      of(Dimension::bytes_per_second, "800Gbps", "800Gbps", 1e11, "B/s"),
      of(Dimension::flops, "121 ExaFLOPS", "121 ExaFLOPS", 121e18, "FLOPS"),
      of(Dimension::flops, "800 TFLOPS", "800 TFLOPS", 800e12, "FLOPS"),
      of(Dimension::flops, "40TOPSの", "40TOPS", 40e12, "OPS"),
      of(Dimension::nanometres, "2nmプロセス", "2nm", 2, "nm"),
      of(Dimension::nanometres, "4奈米", "4奈米", 4, "nm"),
      of(Dimension::nanometres, "5纳米", "5纳米", 5, "nm"),
      of(Dimension::nanometres, "3ナノ", "3ナノ", 3, "nm"),
      of(Dimension::nanometres, "a 7-nanometer chip", "7-nanometer", 7, "nm"),
      of(Dimension::nanometres, "7-nm", "7-nm", 7, "nm"),
      count("384個を搭載", "384個", 384, "個"),
      count("10万枚のGPU", "10万枚", 1e5, "枚"),
      count("30,000 GPUs", "30,000 GPUs", 3e4, "GPUs"),
      count("3万8000人", "3万8000人", 38000, "人"),
      count("部署384颗", "384颗", 384, "颗"),
      count("8 million users", "8 million users", 8e6, "users"),
      count("384 of them", "384", 384, ""),
      count("16xA100", "16", 16, ""),
      count("6000億に達した", "6000億", 6e11, ""),
      count("1千万台", "1千万台", 1e7, "台"),
      count("20万个", "20万个", 2e5, "个"),
      count("10,000+ GPUs", "10,000", 1e4, ""),
  });
}

TEST_CASE("values: dates") {
  check_rows({
      date("2025年9月23日に", "2025年9月23日", "2025-09-23"),
      date("2025 年 7 月 26 日", "2025年7月26日", "2025-07-26"),
      date("2025年9月には", "2025年9月", "2025-09"),
      date("2025年第3四半期", "2025年", "2025"),
      date("2025年度の", "2025年度", "2025"),
      date("September 2025", "September 2025", "2025-09"),
      date("Sept. 23, 2025", "Sept. 23, 2025", "2025-09-23"),
      date("on January 20th, 2025", "January 20th, 2025", "2025-01-20"),
      date("23 September 2025", "23 September 2025", "2025-09-23"),
      date("2025-09-23", "2025-09-23", "2025-09-23"),
      date("2025/9/23", "2025/9/23", "2025-09-23"),
      date("2025.9.23", "2025.9.23", "2025-09-23"),
      date("2024-02: released", "2024-02", "2024-02"),
      date("in 2025,", "2025", "2025"),
      date("Q3 2025", "Q3 2025", "2025"),
      date("FY2025", "FY2025", "2025"),
      date("at the end of May 2024.", "May 2024", "2024-05"),
      nothing("9月23日に"),
      nothing("last year"),
      money("2025億円", "2025億円", 2.025e11, "JPY"),
  });
}

TEST_CASE("values: dates against the document's") {
  check_rows(
      {
          date("9月23日に", "9月23日", "2025-09-23"),
          date("今年9月に", "今年9月", "2025-09"),
          date("今年中に", "今年", "2025"),
          date("last year", "last year", "2024"),
          date("来年", "来年", "2026"),
          date("先月", "先月", "2025-09"),
          date("On September 23 it", "September 23", "2025-09-23"),
          date("1月20日", "1月20日", "2025-01-20"),
      },
      "2025-10-05");
  check_rows({date("12月20日", "12月20日", "2024-12-20"), date("先月", "先月", "2024-12")}, "2025-01-05");
}

TEST_CASE("values: digits that measure nothing") {
  check_rows({
      nothing("version 1.2.3"),
      nothing("at 10:30"),
      nothing("the X-5"),
      nothing("第3世代"),
      nothing("A100"),
      nothing("192.168.0.1"),
      nothing("3rd"),
      nothing("今後3年間で"),
      nothing("for 5 years"),
      nothing("10 GW"),
      nothing("2 時間"),
      nothing("abc123"),
  });
}

TEST_CASE("values: a value never splits a name, a number inside a value is no name") {
  SampleRules sample;
  sample.rules.values = value_rules().values;
  sample.entity(kCompany, {"360"});
  sample.entity(kModel, {"Claude 3"});
  struct NameRow {
    std::string text;
    size_t names, values;
  };
  for (const NameRow& row : std::vector<NameRow>{{"360億円", 0, 1}, {"Claude 3", 1, 0}, {"360が発表", 1, 0}, {"Claude 3 万", 1, 0}}) {
    CAPTURE(row.text);
    const Recognition found = recognise_in(sample.rules, sample_text(row.text));
    CHECK(found.names.size() == row.names);
    CHECK(found.values.size() == row.values);
  }
}

TEST_CASE("values: the size that a model's name tells") {
  struct SizeRow {
    std::string name;
    double parameters, active;
  };
  for (const SizeRow& row : std::vector<SizeRow>{{"Qwen2.5-72B-Instruct", 72e9, 0},
                                                 {"Qwen3-235B-A22B", 235e9, 22e9},
                                                 {"Wan2.2-T2V-A14B", 0, 14e9},
                                                 {"Llama 3.1 8B", 8e9, 0},
                                                 {"Qwen3-0.6B", 0.6e9, 0},
                                                 {"Kimi-1T", 1e12, 0},
                                                 {"GPT-2 124M", 124e6, 0},
                                                 {"Mixtral 8x7B", 0, 0},
                                                 {"Claude 3", 0, 0},
                                                 {"MI455X", 0, 0},
                                                 {"", 0, 0}}) {
    CAPTURE(row.name);
    const ModelSize size = model_size(row.name);
    CHECK(near(size.parameters, row.parameters));
    CHECK(near(size.active_parameters, row.active));
  }
}
