#include "recognise/values.h"

#include <algorithm>
#include <map>

#include "core/utf8.h"
#include "recognise/boundaries.h"
#include "recognise/numbers.h"

namespace whobuilds::recognise {
namespace {

constexpr uint32_t kLongestSign = 48;  // bytes looked at before a number for a unit
constexpr int kMaxChainParts = 4;      // 1兆2000億3000万500

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
char to_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

// The surface and, for words of four letters and more, its small and capitalised forms.
std::vector<std::string> capital_forms(const std::string& surface) {
  std::vector<std::string> forms{surface};
  const size_t letters = static_cast<size_t>(std::count_if(surface.begin(), surface.end(), is_ascii_letter));
  if (letters < 4) return forms;
  std::string small;
  for (const char c : surface) small += to_lower(c);
  std::string capital = small;
  capital[0] = to_upper(capital[0]);
  for (std::string* form : {&small, &capital}) {
    if (std::find(forms.begin(), forms.end(), *form) == forms.end()) forms.push_back(*form);
  }
  return forms;
}

std::string backwards(std::string_view text) { return std::string(text.rbegin(), text.rend()); }

// Sorts; of values that overlap the one that begins first stays, of equal begins the longest.
void drop_overlaps(std::vector<ValueMention>& values) {
  std::sort(values.begin(), values.end(), [](const ValueMention& a, const ValueMention& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  size_t kept = 0;
  for (size_t i = 0; i < values.size(); ++i) {
    if (kept > 0 && values[i].span.begin < values[kept - 1].span.end) continue;
    if (kept != i) values[kept] = std::move(values[i]);
    ++kept;
  }
  values.resize(kept);
}

bool is_cjk_text(std::string_view text) { return !text.empty() && static_cast<unsigned char>(text[0]) >= 0x80; }

}  // namespace

// Reads the values of one text.
class ValueReader::Reader {
 public:
  Reader(const ValueReader& reader, const text::Text& text, const std::optional<Date>& document)
      : reader_(reader), rules_(*reader.rules_), text_(text.normal), language_(text.language), document_(document) {}

  // The value written around the digit run, if there is one.
  std::optional<ValueMention> read(Span run) {
    consumed_ = run.begin;
    if (const std::optional<DateMatch> date = read_date(text_, run.begin, heading_ ? heading_ : document_)) {
      // A unit makes a year a number: 2025億円, 2024 GPUs.
      const bool bare_year = date->date && date->date->month == 0 && date->span.size() == 4;
      if (!bare_year || !has_unit(run.begin)) {
        consumed_ = date->span.end;
        if (!date->date) return std::nullopt;
        return date_value(date->span, *date->date);
      }
    }
    const uint32_t begin = first_digit(run);
    if (begin == run.begin && continues_on_the_left(text_, begin)) return std::nullopt;
    std::optional<Amount> amount = read_amount(begin);
    if (!amount) return std::nullopt;
    if (begin != run.begin && amount->begin != run.begin) return std::nullopt;  // digits of a word
    consumed_ = amount->end;
    return mention(*amount);
  }

  static ValueMention date_value(Span span, const Date& date) {
    ValueMention value;
    value.span = span;
    value.dimension = Dimension::date;
    value.text = to_text(date);
    value.low = value.high = date.year;
    return value;
  }

  // Where reading may go on.
  uint32_t consumed() const { return consumed_; }

  // Dates behind it that lack a year are of the year that a heading begins with ("2024年", "2024 in review"), or that the
  // title names where nothing else dates the document.
  void read_heading(const ValueMention& date, const text::TextBlock& block) {
    const bool begins = date.span.begin == block.span.begin;
    const bool heads = block.kind == BlockKind::heading && begins;
    if (!heads && (block.kind != BlockKind::title || document_)) return;
    if (heading_ && block.kind == BlockKind::title) return;
    heading_ = Date{static_cast<int>(date.low), 0, 0};
  }

 private:
  // A number with what stands around it.
  struct Amount {
    uint32_t begin = 0, end = 0;
    double number = 0, multiplier = 1;
    std::optional<double> low;  // of a range, in base units
    const UnitRule* unit = nullptr;
    uint32_t counter = kNoIndex;

    double in_base_units() const { return number * multiplier * (unit != nullptr ? unit->factor : 1); }
  };

  // What stands at a place behind a number: the longest of each kind.
  struct Found {
    uint32_t multiplier = kNoIndex, multiplier_end = 0;
    uint32_t unit = kNoIndex, unit_end = 0;
    uint32_t counter = kNoIndex, counter_end = 0;
    uint32_t filler_end = 0;
  };

  uint32_t first_digit(Span run) const {
    uint32_t at = run.begin;
    while (at < run.end && !core::is_digit(static_cast<unsigned char>(text_[at]))) ++at;
    return at;
  }

  Found look_behind_number(uint32_t at) const {
    Found found;
    reader_.after_.keys.for_each_prefix(text_, at, [&](uint32_t rank, uint32_t end) {
      const bool edge = is_edge(text_, end);
      for (const Sign& sign : reader_.after_.lists[rank]) {
        switch (sign.kind) {
          case SignKind::multiplier: found.multiplier = sign.index; found.multiplier_end = end; break;
          case SignKind::unit:
            if (edge) {
              found.unit = sign.index;
              found.unit_end = end;
            }
            break;
          case SignKind::counter:
            if (edge) {
              found.counter = sign.index;
              found.counter_end = end;
            }
            break;
          case SignKind::filler: found.filler_end = end; break;
        }
      }
    });
    return found;
  }

  bool has_unit(uint32_t at) const {
    const std::optional<Number> number = read_number(text_, at);
    if (!number) return false;
    Amount amount;
    amount.begin = at;
    amount.end = number->end;
    read_unit_before(amount);
    if (amount.unit != nullptr) return true;
    for (const uint32_t place : {number->end, gap(number->end)}) {
      const Found found = look_behind_number(place);
      if (found.unit != kNoIndex || found.counter != kNoIndex) return true;
      if (found.multiplier != kNoIndex && !rules_.multipliers[found.multiplier].needs_unit) return true;
    }
    return false;
  }

  // Behind one space or hyphen, if there is one.
  uint32_t gap(uint32_t at) const {
    return at < text_.size() && (text_[at] == ' ' || text_[at] == '-') ? at + 1 : at;
  }

  std::optional<Amount> read_amount(uint32_t begin) const {
    Amount amount;
    amount.begin = begin;
    read_unit_before(amount);
    if (!read_number_with_multiplier(amount)) return std::nullopt;
    read_unit_behind(amount);
    const bool counts_name = amount.end + 1 < text_.size() && text_[amount.end] == 'x' &&
                             core::is_upper_ascii(static_cast<unsigned char>(text_[amount.end + 1]));  // 16xA100
    if (!is_edge(text_, amount.end) && !counts_name) return std::nullopt;
    if (amount.unit == nullptr && amount.counter == kNoIndex && measures_otherwise(amount.end)) return std::nullopt;
    return read_range(amount);
  }

  // Whether what stands at `at` makes the number a duration, a length, a power, a rank: no count.
  bool measures_otherwise(uint32_t at) const {
    static constexpr std::string_view kMeasures[] = {
        "年", "ヶ月", "か月", "カ月", "ケ月", "个月", "個月", "月", "日", "天", "時間", "小时", "小時", "分", "分钟", "秒", "週", "周", "世紀", "世纪", "歳", "岁",
        "世代", "番", "号", "號", "階", "层", "位", "度", "キロ", "メートル", "平方", "公里", "米", "兆瓦", "吉瓦", "千瓦", "ギガワット", "メガワット", "ワット",
        "year", "month", "week", "day", "hour", "minute", "second", "decade", "mile", "kilomet", "square", "GW", "MW", "kW", "km", "th ", "%"};
    const std::string_view rest = text_.substr(gap(at));
    if (rest.empty() || (static_cast<uint8_t>(rest[0]) < 0x80 && !is_ascii_letter(rest[0]) && rest[0] != '%')) return false;
    return std::any_of(std::begin(kMeasures), std::end(kMeasures),
                       [rest](std::string_view measure) { return rest.substr(0, measure.size()) == measure; });
  }

  void read_unit_before(Amount& amount) const {
    uint32_t end = amount.begin;
    if (end > 0 && text_[end - 1] == ' ') --end;
    if (end == 0 || !reader_.before_ends_[static_cast<uint8_t>(text_[end - 1])]) return;
    const uint32_t from = end > kLongestSign ? end - kLongestSign : 0;
    const std::string reversed = backwards(text_.substr(from, end - from));
    uint32_t longest = 0;
    reader_.before_.keys.for_each_prefix(reversed, 0, [&](uint32_t rank, uint32_t size) {
      if (!is_edge(text_, end - size)) return;
      longest = size;
      amount.unit = unit_of(reader_.before_.lists[rank]);
    });
    if (longest > 0) amount.begin = end - longest;
  }

  // Of several currencies with one sign (¥): the renminbi in a Chinese text, else the first listed.
  const UnitRule* unit_of(const std::vector<Sign>& signs) const {
    for (const Sign& sign : signs) {
      if (language_ == Language::zh && rules_.units[sign.index].unit == "CNY") return &rules_.units[sign.index];
    }
    return &rules_.units[signs.front().index];
  }

  // The number at amount.begin (behind its unit), with multipliers: 2億5000万, 1.4 trillion, 671B.
  bool read_number_with_multiplier(Amount& amount) const {
    uint32_t at = amount.begin;
    while (at < text_.size() && !core::is_digit(static_cast<unsigned char>(text_[at]))) ++at;
    const std::optional<Number> first = read_number(text_, at);
    if (!first) return false;
    amount.number = first->value;
    amount.end = first->end;
    const Multiplied part = multiplied(first->end, amount.unit != nullptr);
    if (part.end == first->end) return true;
    amount.multiplier = part.factor;
    amount.end = part.end;
    if (part.cjk) read_chain(amount, part.factor);
    return true;
  }

  struct Multiplied {
    double factor = 1;
    uint32_t end = 0;
    bool cjk = false;
  };

  // Multipliers behind a number that ends at `at`; end == at when there are none.
  Multiplied multiplied(uint32_t at, bool unit_before) const {
    Multiplied out;
    out.end = at;
    uint32_t place = at;
    if (const Found found = look_behind_number(place); found.filler_end > place) place = found.filler_end;
    Found found = look_behind_number(place);
    if (found.multiplier == kNoIndex) {
      place = gap(place);
      found = look_behind_number(place);
    }
    while (found.multiplier != kNoIndex) {
      const MultiplierRule& rule = rules_.multipliers[found.multiplier];
      const bool cjk = is_cjk_text(rule.surface);
      if (out.end != at && !cjk) break;
      const uint32_t end = found.multiplier_end;
      if (!cjk && !latin_multiplier_stands(rule, end, unit_before)) break;
      out.factor *= rule.factor;
      out.end = end;
      out.cjk = cjk;
      if (!cjk) break;
      // 千万, 万亿: multipliers of multipliers; then perhaps 多 or 余.
      found = look_behind_number(end);
      if (found.filler_end > end && found.multiplier == kNoIndex) {
        out.end = found.filler_end;
        break;
      }
    }
    return out;
  }

  // Words as they are; letters (B, M, K) only with a unit before or behind.
  bool latin_multiplier_stands(const MultiplierRule& rule, uint32_t end, bool unit_before) const {
    if (!is_edge(text_, end)) {
      const Found direct = look_behind_number(end);
      return rule.needs_unit ? false : direct.unit != kNoIndex;
    }
    if (!rule.needs_unit || unit_before) return true;
    const Found direct = look_behind_number(end);
    const Found apart = look_behind_number(gap(end));
    return direct.unit != kNoIndex || apart.unit != kNoIndex || apart.counter != kNoIndex ||
           direct.counter != kNoIndex || counted_behind_name(end) != nullptr;
  }

  // 3万8000, 2億5000万: smaller parts written right behind, added up.
  void read_chain(Amount& amount, double factor) const {
    double total = amount.number * factor;
    for (int part = 0; part < kMaxChainParts; ++part) {
      const std::optional<Number> number = read_number(text_, amount.end);
      if (!number || number->decimal || number->digits > 4) break;
      const Multiplied next = multiplied(number->end, true);
      const bool has_multiplier = next.cjk && next.end != number->end;
      const double next_factor = has_multiplier ? next.factor : 1;
      if (next_factor >= factor || number->value * next_factor >= factor) break;
      total += number->value * next_factor;
      amount.end = has_multiplier ? next.end : number->end;
      factor = next_factor;
      if (!has_multiplier) break;
    }
    amount.number = total / amount.multiplier;
  }

  // The unit or counter behind: right there or behind a space or hyphen; the one that reaches furthest.
  void read_unit_behind(Amount& amount) const {
    uint32_t best = amount.end;
    const UnitRule* unit = nullptr;
    uint32_t counter = kNoIndex;
    for (const uint32_t place : {amount.end, gap(amount.end)}) {
      const Found found = look_behind_number(place);
      if (found.unit != kNoIndex && found.unit_end > best) {
        best = found.unit_end;
        unit = &rules_.units[found.unit];
        counter = kNoIndex;
      }
      if (found.counter != kNoIndex && found.counter_end > best) {
        best = found.counter_end;
        unit = nullptr;
        counter = found.counter;
      }
    }
    if (amount.unit != nullptr) {
      // $2 billion USD: the same said twice.
      if (unit != nullptr && unit->dimension == amount.unit->dimension) amount.end = best;
      return;
    }
    if (unit == nullptr && counter == kNoIndex) {
      amount.unit = counted_behind_name(amount.end);
      return;
    }
    amount.end = best;
    amount.unit = unit;
    amount.counter = counter;
  }

  // "2.788M H800 GPU hours": GPU hours behind the code of a part, which is a name of its own.
  const UnitRule* counted_behind_name(uint32_t at) const {
    at = gap(at);
    uint32_t end = at;
    bool digit = false;
    while (end < text_.size() && core::is_ascii_alnum(static_cast<unsigned char>(text_[end]))) {
      digit = digit || core::is_digit(static_cast<unsigned char>(text_[end]));
      ++end;
    }
    if (end == at || !digit || end >= text_.size() || text_[end] != ' ') return nullptr;
    const Found found = look_behind_number(end + 1);
    if (found.unit == kNoIndex || rules_.units[found.unit].dimension != Dimension::gpu_hours) return nullptr;
    return &rules_.units[found.unit];
  }

  // Where the second part of a range may begin behind `at`; `at` when no separator stands there.
  uint32_t behind_separator(uint32_t at, bool& word) const {
    word = false;
    const uint32_t spaced = at < text_.size() && text_[at] == ' ' ? at + 1 : at;
    static constexpr std::string_view kSigns[] = {"~", "〜", "-", "–", "—", "から", "至", "到", "ないし"};
    for (const std::string_view sign : kSigns) {
      if (text_.substr(spaced, sign.size()) != sign) continue;
      const uint32_t end = spaced + static_cast<uint32_t>(sign.size());
      return end < text_.size() && text_[end] == ' ' ? end + 1 : end;
    }
    static constexpr std::string_view kWords[] = {"to ", "and "};
    for (const std::string_view sign : kWords) {
      if (spaced == at || text_.substr(spaced, sign.size()) != sign) continue;
      word = true;
      return spaced + static_cast<uint32_t>(sign.size());
    }
    return at;
  }

  // `first` alone, or with the second part of a range that it begins.
  Amount read_range(const Amount& first) const {
    bool word = false;
    const uint32_t begin = behind_separator(first.end, word);
    if (begin == first.end) return first;
    const bool joined_by_and = word && text_.substr(begin - 4, 4) == "and ";
    if (joined_by_and && !ends_with_between(first.begin)) return first;
    uint32_t digits = begin;
    while (digits < text_.size() && digits - begin < 6 && !core::is_digit(static_cast<unsigned char>(text_[digits]))) ++digits;
    Amount second;
    second.begin = digits;
    if (digits != begin) {
      read_unit_before(second);
      if (second.unit == nullptr || second.begin != begin) return first;
    } else if (first.unit != nullptr && first.unit->dimension == Dimension::money) {
      second.unit = first.unit;  // $60-65B
    }
    if (!read_number_with_multiplier(second)) return first;
    read_unit_behind(second);
    if (!is_edge(text_, second.end)) return first;
    return joined(first, second);
  }

  bool ends_with_between(uint32_t at) const {
    static constexpr std::string_view kBetween = "between ";
    if (at < kBetween.size()) return false;
    const std::string_view before = text_.substr(at - kBetween.size(), kBetween.size());
    return before.substr(1) == kBetween.substr(1) && to_lower(before[0]) == 'b';
  }

  Amount joined(const Amount& first, const Amount& second) const {
    Amount low = first, high = second;
    if (high.unit == nullptr && high.counter == kNoIndex) {
      if (low.unit == nullptr) return first;  // 10-20 may be anything
      high.unit = low.unit;
    }
    if (low.unit == nullptr && low.counter == kNoIndex) low.unit = high.unit;
    if (!same_measure(low, high)) return first;
    if (low.multiplier == 1) low.multiplier = high.multiplier;
    else if (high.multiplier == 1) high.multiplier = low.multiplier;
    if (low.in_base_units() >= high.in_base_units()) return first;
    high.low = low.in_base_units();
    high.begin = first.begin;
    return high;
  }

  static bool same_measure(const Amount& low, const Amount& high) {
    if (low.unit != nullptr && high.unit != nullptr) {
      return low.unit->dimension == high.unit->dimension && low.unit->unit == high.unit->unit;
    }
    return low.unit == high.unit && (low.counter == kNoIndex || low.counter == high.counter);
  }

  ValueMention mention(const Amount& amount) const {
    ValueMention value;
    value.span = {amount.begin, amount.end};
    value.high = amount.in_base_units();
    value.low = amount.low.value_or(value.high);
    if (amount.unit != nullptr) {
      value.dimension = amount.unit->dimension;
      value.unit = amount.unit->unit;
    } else if (amount.counter != kNoIndex) {
      value.text = rules_.counters[amount.counter];
    }
    return value;
  }

  const ValueReader& reader_;
  const ValueRules& rules_;
  const std::string_view text_;
  const Language language_;
  const std::optional<Date>& document_;
  std::optional<Date> heading_;  // the year that a heading before the text told
  uint32_t consumed_ = 0;
};

ValueReader::Signs ValueReader::compile(std::vector<std::pair<std::string, Sign>> surfaces) {
  std::stable_sort(surfaces.begin(), surfaces.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  Signs signs;
  std::vector<std::string_view> keys;
  for (const auto& [surface, sign] : surfaces) {
    if (surface.empty()) continue;
    if (keys.empty() || keys.back() != surface) {
      keys.push_back(surface);
      signs.lists.emplace_back();
    }
    signs.lists.back().push_back(sign);
  }
  signs.keys.build(keys);
  return signs;
}

void ValueReader::build(const ValueRules& rules) {
  rules_ = &rules;
  std::vector<std::pair<std::string, Sign>> after, before;
  const auto add = [&after](const std::string& surface, SignKind kind, size_t index) {
    for (const std::string& form : capital_forms(surface)) after.push_back({form, {kind, static_cast<uint32_t>(index)}});
  };
  for (size_t i = 0; i < rules.multipliers.size(); ++i) add(rules.multipliers[i].surface, SignKind::multiplier, i);
  for (size_t i = 0; i < rules.units.size(); ++i) {
    if (rules.units[i].dimension == Dimension::text) continue;  // licences: the automaton finds them
    for (const std::string& surface : rules.units[i].after) add(surface, SignKind::unit, i);
    for (const std::string& surface : rules.units[i].before) {
      if (surface.empty()) continue;
      before_ends_[static_cast<uint8_t>(surface.back())] = true;
      before.push_back({backwards(surface), {SignKind::unit, static_cast<uint32_t>(i)}});
    }
  }
  for (size_t i = 0; i < rules.counters.size(); ++i) add(rules.counters[i], SignKind::counter, i);
  for (size_t i = 0; i < rules.approximate.size(); ++i) add(rules.approximate[i], SignKind::filler, i);
  after_ = compile(std::move(after));
  before_ = compile(std::move(before));
}

void ValueReader::read(const text::Text& text, const Scan& scan, const std::optional<Date>& document,
                       std::vector<ValueMention>& out) const {
  Reader reader(*this, text, document);
  uint32_t from = 0;
  size_t block = 0;
  for (const Span run : scan.digit_runs) {
    if (run.begin < from) continue;
    if (std::optional<ValueMention> value = reader.read(run)) {
      while (block + 1 < text.blocks.size() && text.blocks[block + 1].span.begin <= run.begin) ++block;
      if (value->dimension == Dimension::date && block < text.blocks.size())
        reader.read_heading(*value, text.blocks[block]);
      out.push_back(std::move(*value));
    }
    from = reader.consumed();
  }
  for (const LicenceHit& hit : scan.licences) {
    ValueMention value;
    value.span = hit.span;
    value.dimension = Dimension::text;
    value.text = rules_->units[hit.unit].unit;
    out.push_back(std::move(value));
  }
  if (document) {
    for (const RelativeDateHit& hit : scan.relative_dates) {
      const DateMatch match =
          read_relative_date(text.normal, hit.span, relative_date_words()[hit.word], *document);
      if (match.date) out.push_back(Reader::date_value(match.span, *match.date));
    }
  }
  drop_overlaps(out);
}

}  // namespace whobuilds::recognise
