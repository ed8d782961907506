#include "relate/ellipsis.h"

#include <algorithm>
#include <string_view>

#include "core/utf8.h"
#include "relate/assemble_segment.h"
#include "relate/discourse.h"

namespace whobuilds::relate {
namespace {

constexpr double kSubjectPenalty = 0.95;  // as where a construction finds it elsewhere in the sentence
constexpr size_t kMostRestored = 4;       // clauses of one sentence
constexpr std::string_view kTopicMark = "は、";
constexpr std::string_view kPauses = ",;";  // between Chinese clauses, as normalised

class SubjectRestorer {
 public:
  SubjectRestorer(const SentenceView& view, std::vector<Segment>& segments)
      : view_(view), grammar_(*view.grammar), segments_(segments), main_(segments.front()), typed_(main_.typed) {}

  void run() {
    if (view_.language == Language::ja) {
      restore_japanese();
    } else if (view_.language == Language::zh) {
      restore_chinese();
    }
    for (Segment& segment : added_) segments_.push_back(std::move(segment));
  }

 private:
  uint32_t size() const { return static_cast<uint32_t>(typed_.size()); }

  // Where the clauses begin, by `ends`: what stands between two of them.
  template <typename Ends>
  std::vector<uint32_t> clause_begins(Ends end_at) const {
    std::vector<uint32_t> out{0};
    for (uint32_t at = 0; at < size();) {
      const uint32_t end = end_at(at);
      at += std::max(end, 1u);
      if (end > 0 && at < size()) out.push_back(at);
    }
    return out;
  }

  void restore_japanese() {
    const std::vector<uint32_t> begins =
        clause_begins([&](uint32_t at) { return literal_at(typed_, at, grammar_.clause_ends, false); });
    if (begins_with_topic()) {
      for (size_t i = 1; i < begins.size(); ++i) {
        const uint32_t end = i + 1 < begins.size() ? begins[i + 1] : size();
        if (!has_japanese_subject({begins[i], end})) add(repeated(main_.slots.front()), {begins[i], size()});
      }
    } else if (!has_japanese_subject({0, size()}) && view_.kind == BlockKind::paragraph) {
      add_topic();
    }
  }

  // The sentence's first name is its topic: は, は not behind a case mark.
  bool begins_with_topic() const {
    if (main_.slots.empty()) return false;
    const uint32_t mark = main_.slots.front().position + kSlotBytes;
    return literal_at(typed_, mark, grammar_.topic_marks, false) > 0 &&
           literal_at(typed_, mark, grammar_.weak_topic_marks, false) == 0;
  }

  // は, が, も behind a name or a noun.
  bool has_japanese_subject(Span clause) const {
    for (uint32_t at = clause.begin; at < clause.end; ++at) {
      if (at > 0 && literal_at(typed_, at, grammar_.topic_marks, false) > 0 && ends_noun(at)) return true;
    }
    return false;
  }

  bool ends_noun(uint32_t end) const {
    if (typed_[end - 1] == kSlotEnd) return true;
    uint32_t at = end - 1;
    while (at > 0 && (static_cast<unsigned char>(typed_[at]) & 0xC0) == 0x80) --at;
    const char32_t c = core::decode(typed_, at);
    return core::is_han(c) || core::is_katakana(c) || c == U'」' || c == U'』' ||
           (c < 0x80 && core::is_ascii_alnum(static_cast<unsigned char>(c)));
  }

  // What the text goes on with, in the place of the sentence's subject.
  void add_topic() {
    const Antecedent antecedent = view_.input.discourse->recall(~TypeSet{0}, Reference::zero, false);
    if (antecedent.entities.empty() || antecedent.far) return;
    Slot slot;
    slot.span = {view_.span.begin, view_.span.begin};
    slot.recalled = antecedent.entities;
    slot.penalty = antecedent.penalty;
    slot.step = antecedent.step;
    for (const uint32_t entity : slot.recalled) slot.types |= type_bit(view_.input.resolution->entities[entity].type);
    add(slot, {0, size()});
  }

  void restore_chinese() {
    const std::vector<uint32_t> begins = clause_begins([&](uint32_t at) { return is_pause(at) ? 1u : 0u; });
    const Slot* subject = nullptr;
    for (size_t i = 0; i < begins.size(); ++i) {
      const uint32_t end = i + 1 < begins.size() ? begins[i + 1] : size();
      if (const Slot* own = slot_at(begins[i])) {
        subject = is_plain(*own) ? own : nullptr;
      } else if (literal_at(typed_, begins[i], grammar_.own_subject_marks, false) > 0) {
        subject = nullptr;
      } else if (subject != nullptr && literal_at(typed_, begins[i], grammar_.genitives, false) == 0) {
        add(repeated(*subject), {begins[i], end});
      }
    }
  }

  bool is_pause(uint32_t at) const {
    if (kPauses.find(typed_[at]) == std::string_view::npos) return false;
    const auto digit = [&](uint32_t place) {
      return place < size() && core::is_digit(static_cast<unsigned char>(typed_[place]));
    };
    return at == 0 || !digit(at - 1) || !digit(at + 1);
  }

  const Slot* slot_at(uint32_t at) const {
    while (at < size() && typed_[at] == ' ') ++at;
    const auto slot =
        std::find_if(main_.slots.begin(), main_.slots.end(), [at](const Slot& s) { return s.position == at; });
    return slot == main_.slots.end() ? nullptr : &*slot;
  }

  // No modifier of what stands behind it (A的, A旗下), and no list that goes on.
  bool is_plain(const Slot& slot) const {
    const uint32_t end = slot.position + kSlotBytes;
    if (end >= size() || slot.members.empty()) return false;
    return literal_at(typed_, end, grammar_.genitives, false) == 0 &&
           literal_at(typed_, end, grammar_.list_separators, false) == 0 && typed_[end] != ':' && !is_pause(end);
  }

  // The slot as a pronoun for it.
  Slot repeated(const Slot& slot) const {
    Slot out;
    out.span = slot.span;
    out.types = slot.types;
    out.penalty = kSubjectPenalty * slot.penalty;
    out.step = Step::subject;
    out.recalled = slot.recalled;
    for (const uint32_t member : slot.members) out.recalled.push_back(view_.mention(member).entity);
    return out;
  }

  void add(const Slot& subject, Span clause) {
    const bool names = std::any_of(main_.slots.begin(), main_.slots.end(), [clause](const Slot& slot) {
      return clause.begin <= slot.position && slot.position < clause.end;
    });
    if (!names || added_.size() == kMostRestored) return;
    SegmentAssembler out(main_);
    out.append_slot(subject);
    if (view_.language == Language::ja) out.append_text(kTopicMark);
    out.append(main_, clause, false);
    added_.push_back(out.take());
  }

  const SentenceView& view_;
  const CompiledGrammar& grammar_;
  std::vector<Segment>& segments_;
  const Segment& main_;
  const std::string& typed_;
  std::vector<Segment> added_;
};

}  // namespace

void restore_subjects(const SentenceView& view, std::vector<Segment>& segments) {
  if (view.spaced() || view.input.discourse == nullptr || segments.empty() || segments.front().slots.empty()) return;
  SubjectRestorer(view, segments).run();
}

}  // namespace whobuilds::relate
