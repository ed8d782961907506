#include "relate/discourse.h"

#include <algorithm>

#include "relate/publisher.h"
#include "relate/status.h"
#include "relate/tables.h"
#include "resolve/opening.h"

namespace whobuilds::relate {
namespace {

constexpr uint32_t kCopulaTail = 18;  // bytes: である。, の存在だ。
constexpr uint32_t kClauseTail = 6;   // a full stop and what may close a quote
constexpr double kTopicPenalty = 0.85;
constexpr double kSectionPenalty = 0.85;
constexpr double kTitlePenalty = 0.75;
constexpr double kPlainSubjectPenalty = 0.8;
constexpr double kPublisherPenalty = 0.9;
constexpr size_t kMostEarlier = 4;
constexpr double kZeroPenalty = 0.95;   // on top: nothing in the clause asks for the argument
constexpr uint32_t kOpeningWords = 20;  // bytes before the predicate of a sentence that leaves its subject out
constexpr uint32_t kOpeningParagraphs = 3;
constexpr uint32_t kLeastMentions = 4;    // of a document's subject that no title names
constexpr uint32_t kLeastOfTitled = 3;    // of the only one of its kind in the title
constexpr uint32_t kTitleMentions = 4;    // what a place in the title counts for
constexpr double kPlainAdvance = 1.5;     // over the next one
constexpr double kUntitledAdvance = 1.8;  // the same where the title names something else or nothing

}  // namespace

bool Discourse::is_company(uint32_t entity) const {
  return (type_bit(resolution_->entities[entity].type) & company_types_) != 0;
}

void Discourse::begin_document(const Rules& rules, const Document& document, const text::Text& text,
                               const recognise::Recognition& recognition, const resolve::Resolution& resolution) {
  rules_ = &rules;
  document_ = &document;
  text_ = &text;
  resolution_ = &resolution;
  running_ = section_ = title_ = before_list_ = paragraph_ = Topics{};
  fresh_ = resumes_ = named_ = section_named_ = false;
  in_list_ = false;
  sections_.clear();
  earlier_things_.clear();
  listed_things_.clear();
  pair_.clear();
  company_types_ = 0;
  for (const char* id : {"Company", "Organization"}) {
    const uint32_t type = rules.ontology.find_type(id);
    if (type != kNoIndex) company_types_ |= type_bit(static_cast<TypeId>(type));
  }
  bool first_heading = true;
  for (uint32_t block = 0; block < document.blocks.size(); ++block) {
    const BlockKind kind = document.blocks[block].kind;
    if (kind == BlockKind::title ||
        (kind == BlockKind::heading && first_heading && document.blocks[block].level == 1)) {
      collect(block, title_);
      first_heading = false;
      if (is_about_a_name(block)) named_ = true;
    }
  }
  if (title_.companies.empty() && title_.things.empty()) collect_opening();
  company_ = most_mentioned(true);
  thing_ = most_mentioned(false);
  publisher_ = find_publisher({relations, document_, text_, &recognition, resolution_, company_types_});
}

// "Acme Labs (AL) — frontier lab ...", "Acme is a ...": a text without a title that names something says in its
// first words what it is about.
void Discourse::collect_opening() {
  uint32_t paragraphs = 0;
  for (uint32_t block = 0; block < document_->blocks.size() && paragraphs < kOpeningParagraphs; ++block) {
    if (document_->blocks[block].kind != BlockKind::paragraph) continue;
    ++paragraphs;
    const Span span = text_->blocks[block].span;
    const auto& mentions = resolution_->mentions;
    const auto first = resolve::first_mention(*resolution_, span.begin);
    if (first == mentions.end() || first->span.begin != span.begin ||
        !resolve::is_introduced(*rules_, *text_, block, first->span.end))
      continue;
    (is_company(first->entity) ? title_.companies : title_.things).push_back(first->entity);
    named_ = true;
    return;
  }
}

bool Discourse::is_name(Span span) const {
  const auto& mentions = resolution_->mentions;
  return std::any_of(mentions.begin(), mentions.end(), [&](const auto& mention) { return mention.span == span; });
}

// "Acme", "A brief history of Acme", "Acme: key dates": one name, and besides it only words that say what kind of text
// this is.
bool Discourse::is_about_a_name(uint32_t block) const {
  const text::TextBlock& title = text_->blocks[block];
  if (is_name(title.span)) return true;
  if (title.language != Language::en && title.language != Language::unknown) return false;
  const auto& mentions = resolution_->mentions;
  const auto name = resolve::first_mention(*resolution_, title.span.begin);
  if (name == mentions.end() || name->span.end > title.span.end) return false;
  if (name + 1 != mentions.end() && (name + 1)->span.begin < title.span.end) return false;
  const std::vector<std::string>& known = rules_->words(Language::en, "title_word");
  const auto is_letter = [&](uint32_t at) { return text_->folded[at] >= 'a' && text_->folded[at] <= 'z'; };
  for (uint32_t at = title.span.begin; at < title.span.end;) {
    if (at == name->span.begin) at = name->span.end;
    uint32_t end = at;
    while (end < title.span.end && end != name->span.begin && is_letter(end)) ++end;
    if (end > at && std::find(known.begin(), known.end(), text_->folded.substr(at, end - at)) == known.end())
      return false;
    at = std::max(end, at + 1);
  }
  return true;
}

Discourse::Subject Discourse::most_mentioned(bool companies) const {
  const std::vector<uint32_t>& titled = companies ? title_.companies : title_.things;
  Subject best;
  uint32_t most = 0, next = 0;
  for (uint32_t i = 0; i < resolution_->entities.size(); ++i) {
    if (is_company(i) != companies) continue;
    const bool in_title = std::find(titled.begin(), titled.end(), i) != titled.end();
    const uint32_t mentions = resolution_->entities[i].mention_count + (in_title ? kTitleMentions : 0);
    if (mentions > most) {
      next = most;
      most = mentions;
      best.entity = i;
    } else {
      next = std::max(next, mentions);
    }
  }
  // A title that names one of the kind says what the text is about, whatever it mentions more often.
  if (titled.size() == 1 && (named_ || resolution_->entities[titled.front()].mention_count >= kLeastOfTitled)) {
    best.entity = titled.front();
    best.plain = true;
    return best;
  }
  if (most < kLeastMentions) best.entity = kNone;
  const bool titled_best = std::find(titled.begin(), titled.end(), best.entity) != titled.end();
  best.plain = most >= kLeastMentions && most >= next * (titled_best ? kPlainAdvance : kUntitledAdvance);
  return best;
}

void Discourse::collect(uint32_t block, Topics& topics) const {
  const Span span = text_->blocks[block].span;
  const auto& mentions = resolution_->mentions;
  for (auto mention = resolve::first_mention(*resolution_, span.begin);
       mention != mentions.end() && mention->span.begin < span.end; ++mention) {
    auto& list = is_company(mention->entity) ? topics.companies : topics.things;
    if (std::find(list.begin(), list.end(), mention->entity) == list.end()) list.push_back(mention->entity);
  }
}

// A heading that names nothing of a kind goes on from the one above it.
void Discourse::open_section(uint32_t block) {
  const uint8_t level = document_->blocks[block].level;
  while (!sections_.empty() && sections_.back().level >= level) sections_.pop_back();
  Topics topics;
  collect(block, topics);
  bool named = is_name(text_->blocks[block].span);
  if (!sections_.empty() && sections_.back().level > 1) {
    if (topics.companies.empty()) {
      topics.companies = sections_.back().topics.companies;
      named = sections_.back().named;
    }
    if (topics.things.empty()) topics.things = sections_.back().topics.things;
  }
  sections_.push_back({level, topics, named});
  section_ = std::move(topics);
  section_named_ = named;
}

void Discourse::begin_block(uint32_t block) {
  const Block& source = document_->blocks[block];
  if (source.kind == BlockKind::heading) {
    running_ = before_list_ = Topics{};
    earlier_things_.clear();
    pair_.clear();
    listed_things_.clear();
    in_list_ = false;
    open_section(block);
    return;
  }
  fresh_ = false;
  paragraph_ = Topics{};
  if (source.kind != BlockKind::list_item && source.kind != BlockKind::table_cell) {
    before_list_ = Topics{};
    in_list_ = false;
    return;
  }
  // Siblings are no topic of each other: each item goes on from what stood before the list, or from its parent.
  if (!in_list_) before_list_ = running_;
  in_list_ = true;
  running_ = before_list_;
  uint32_t above = Block::kNone;  // the parent item, the first cell of the row
  if (source.kind == BlockKind::list_item && source.parent != Block::kNone &&
      source.parent < document_->blocks.size() && document_->blocks[source.parent].kind == BlockKind::list_item) {
    above = source.parent;
  }
  if (source.kind == BlockKind::table_cell && source.column > 0) {
    const uint32_t first = row_head(*document_, *text_, block);
    if (first != block) above = first;
  }
  if (above != Block::kNone) {
    Topics parent;
    collect(above, parent);
    if (!parent.companies.empty()) running_.companies.assign(1, parent.companies.front());
    if (!parent.things.empty()) running_.things.assign(1, parent.things.front());
    // A cell speaks of its row before it speaks of what the text is about.
    fresh_ = source.kind == BlockKind::table_cell && !(parent.companies.empty() && parent.things.empty());
  }
}

const Slot* Discourse::japanese_topic(const Segment& main) const {
  const CompiledGrammar& grammar = relations->grammars[static_cast<size_t>(main.language)];
  const Slot* subject = nullptr;
  for (const Slot& slot : main.slots) {
    if (slot.members.empty()) continue;
    uint32_t at = slot.position + kSlotBytes;
    while (at < main.typed.size() && main.typed[at] == ' ') ++at;
    if (literal_at(main.typed, at, grammar.topic_marks, false) == 0) continue;
    if (literal_at(main.typed, at, grammar.weak_topic_marks, false) == 0) return &slot;
    if (subject == nullptr) subject = &slot;
  }
  // が marks the subject of any clause: a thing there says little about what the text goes on with.
  if (subject == nullptr || is_company(resolution_->mentions[subject->members.front()].entity)) return subject;
  return clause_around(*relations, main, {subject->position, subject->position}).end + kClauseTail >= main.typed.size()
             ? subject
             : nullptr;
}

bool Discourse::begins_with_verb(const Segment& main) const {
  const std::string word = main.typed.substr(0, main.typed.find(' '));
  const auto& verbs = relations->grammars[static_cast<size_t>(main.language)].verbs;
  const auto found = verbs.find(word);
  return found != verbs.end() && (found->second & (kThirdPerson | kPast | kParticiple)) != 0;
}

// "A is an early customer.": says what A is to the topic, which stays.
bool Discourse::names_role(const Segment& main) const {
  if (main.language != Language::en || main.slots.size() != 1 || main.predicates.empty()) return false;
  const std::vector<uint32_t>& members = main.slots.front().members;
  if (members.empty() || !is_company(resolution_->mentions[members.front()].entity)) return false;
  const PredicateHit& first = main.predicates.front();
  const uint32_t begin = main.slots.front().position + kSlotBytes;
  if (begin >= first.typed.begin || relations->predicates[first.group].rule->inflection != "noun") return false;
  const std::string between = main.typed.substr(begin, first.typed.begin - begin);
  const std::vector<std::string>& copulas = rules_->words(Language::en, "be");
  return std::any_of(copulas.begin(), copulas.end(),
                     [&](const std::string& copula) { return between.starts_with(" " + copula + " "); });
}

const Slot* Discourse::topic_of(const Segment& main) const {
  if (main.language == Language::ja) {
    const Slot* topic = japanese_topic(main);
    if (topic != nullptr || main.slots.size() != 1 || main.slots.front().members.empty() || !section_.things.empty())
      return topic;
    // "目を引くのはXだ。": the only name, at the sentence's end.
    const uint32_t end = main.slots.front().position + kSlotBytes;
    return main.typed.size() - end <= kCopulaTail ? &main.slots.front() : nullptr;
  }
  if (begins_with_verb(main)) return nullptr;  // "Founded by X after leaving Y."
  if (names_role(main)) return nullptr;
  for (const Slot& slot : main.slots) {
    if (slot.members.empty()) return nullptr;  // an anaphor keeps the topic as it is
    if (main.predicates.empty() || slot.position < main.predicates.front().typed.begin) return &slot;
    // "Competes with X.", "Other investors include X." go on with what was spoken of.
    const uint32_t opening = main.language == Language::en ? kOpeningWords : 0;
    if (main.slots.size() == 1 && main.predicates.front().typed.begin > opening) return &slot;
    return nullptr;
  }
  return nullptr;
}

void Discourse::take_topic(const Segment& main, const Slot& topic) {
  Topics seen;
  for (const uint32_t member : topic.members) {
    const uint32_t entity = resolution_->mentions[member].entity;
    (is_company(entity) ? seen.companies : seen.things).push_back(entity);
  }
  if (seen.things.empty()) {
    // "A released X." - what follows may be about X.
    for (const Slot& slot : main.slots) {
      if (slot.members.size() != 1 || is_company(resolution_->mentions[slot.members.front()].entity)) continue;
      seen.things.assign(1, resolution_->mentions[slot.members.front()].entity);
      break;
    }
  }
  if (paragraph_.companies.empty()) paragraph_.companies = seen.companies;
  if (paragraph_.things.empty()) paragraph_.things = seen.things;
  if (!seen.companies.empty()) running_.companies = std::move(seen.companies);
  if (!seen.things.empty()) set_things(std::move(seen.things));
  fresh_ = true;
}

void Discourse::set_things(std::vector<uint32_t> things) {
  earlier_things_.insert(earlier_things_.begin(), running_.things.begin(), running_.things.end());
  if (earlier_things_.size() > kMostEarlier) earlier_things_.resize(kMostEarlier);
  running_.things = std::move(things);
}

void Discourse::begin_sentence(std::string_view folded, Language language) {
  const CompiledGrammar& grammar =
      relations->grammars[static_cast<size_t>(language == Language::unknown ? Language::en : language)];
  is_english_ = language == Language::en;
  resumes_ = literal_at(folded, 0, grammar.resumptives, language == Language::en) > 0;
}

void Discourse::take_pair(const Segment& main) {
  if (main.language != Language::zh) return;
  std::vector<uint32_t> named;
  for (const Slot& slot : main.slots) {
    for (const uint32_t member : slot.members) {
      const uint32_t entity = resolution_->mentions[member].entity;
      if (is_company(entity) && std::find(named.begin(), named.end(), entity) == named.end()) named.push_back(entity);
    }
  }
  if (named.size() > 2) pair_.clear();
  if (named.size() == 2) pair_ = std::move(named);
}

// The last list of things in a sentence; it goes on being meant until another sentence names a thing.
void Discourse::take_list(const Segment& main) {
  std::vector<uint32_t> list;
  bool names_thing = false;
  for (const Slot& slot : main.slots) {
    std::vector<uint32_t> things;
    for (const uint32_t member : slot.members) {
      const uint32_t entity = resolution_->mentions[member].entity;
      if (!is_company(entity)) things.push_back(entity);
    }
    names_thing |= !things.empty();
    if (things.size() > 1) list = std::move(things);
  }
  if (names_thing) listed_things_ = std::move(list);
}

void Discourse::end_sentence(const Segment& main, uint32_t released) {
  take_pair(main);
  take_list(main);
  if (const Slot* topic = topic_of(main)) take_topic(main, *topic);
  if (released == kNone) return;
  set_things({released});
  fresh_ = true;
}

// One of each kind, all when `plural`.
std::vector<uint32_t> Discourse::of_types(const Topics& topics, TypeSet types, bool plural) const {
  std::vector<uint32_t> out;
  for (const auto* list : {&topics.companies, &topics.things}) {
    for (const uint32_t entity : *list) {
      if ((type_bit(resolution_->entities[entity].type) & types) == 0) continue;
      out.push_back(entity);
      if (!plural) break;
    }
  }
  return out;
}

Antecedent Discourse::subject(TypeSet types) const {
  Antecedent out;
  out.step = Step::title;
  for (const Subject* candidate : {&company_, &thing_}) {
    if (!candidate->plain || (type_bit(resolution_->entities[candidate->entity].type) & types) == 0) continue;
    out.entities.push_back(candidate->entity);
    out.penalty = kPlainSubjectPenalty;
  }
  if (!out.entities.empty()) return out;
  out.penalty = kTitlePenalty;
  out.far = true;
  out.entities = of_types(title_, types, false);
  if (!out.entities.empty()) return out;
  for (const Subject* candidate : {&company_, &thing_}) {
    if (candidate->entity != kNone && (type_bit(resolution_->entities[candidate->entity].type) & types) != 0)
      out.entities.push_back(candidate->entity);
  }
  return out;
}

Antecedent Discourse::publisher(TypeSet types) const {
  Antecedent out;
  if (publisher_ == kNone || (type_bit(resolution_->entities[publisher_].type) & types) == 0) return out;
  out.entities.push_back(publisher_);
  out.penalty = kPublisherPenalty;
  out.step = Step::title;
  return out;
}

bool Discourse::has_plain_subject(TypeSet types) const {
  const Antecedent found = subject(types);
  return !found.entities.empty() && !found.far;
}

Antecedent Discourse::pair() const {
  Antecedent out;
  out.entities = pair_;
  out.penalty = kTopicPenalty;
  out.step = Step::topic;
  return out;
}

Antecedent Discourse::titled(TypeSet types) const {
  Antecedent out;
  out.step = Step::title;
  out.penalty = kTitlePenalty;
  out.entities = of_types(title_, types, false);
  return out.entities.empty() ? subject(types) : out;
}

Antecedent Discourse::recall(TypeSet types, Reference reference, bool plural) const {
  const double zero = reference == Reference::zero ? kZeroPenalty : 1.0;
  Antecedent out;
  if (plural) {
    Topics listed;
    listed.things = listed_things_;
    out.entities = of_types(listed, types, true);
    out.penalty = kTopicPenalty;
    out.step = Step::topic;
    if (out.entities.size() > 1) return out;
    out = Antecedent{};
  }
  // "The company" is the one that the section or the text is about, as in English is one that the clause leaves out;
  // "it" may be any.
  const bool of_companies = !plural && (types & ~company_types_) == 0;
  const bool named_by_kind = of_companies && reference == Reference::anaphor;
  const bool left_out = of_companies && reference == Reference::zero && is_english_;
  if ((named_by_kind || left_out) && section_named_ && section_.companies.size() == 1) {
    out.entities = of_types(section_, types, false);
    out.penalty = kSectionPenalty;
    out.step = Step::section;
    if (!out.entities.empty()) return out;
  }
  if (named_by_kind && company_.plain && of_types(section_, types, false).empty()) {
    out = subject(types);
    if (!out.entities.empty()) return out;
  }
  if (reference != Reference::author) {
    // A paragraph that names no topic of its own goes on from its heading or from what the document is about.
    const bool elsewhere = reference == Reference::zero && !fresh_ &&
                           (!of_types(section_, types, false).empty() || has_plain_subject(types));
    const bool back = reference == Reference::zero && resumes_ && !of_types(paragraph_, types, false).empty();
    if (!elsewhere) out.entities = of_types(back ? paragraph_ : running_, types, plural);
    // "the model" after a sentence about a chip: the latest topic that is one.
    if (out.entities.empty() && reference == Reference::anaphor && !plural) {
      Topics earlier;
      earlier.things = earlier_things_;
      out.entities = of_types(earlier, types, false);
    }
    out.penalty = kTopicPenalty;
    out.step = Step::topic;
    if (out.entities.empty()) {
      out.entities = of_types(section_, types, plural);
      out.penalty = kSectionPenalty;
      out.step = Step::section;
    }
  }
  if (out.entities.empty()) out = subject(types);
  if (reference == Reference::anaphor && !plural) add_instead(types, out);
  out.penalty *= zero;
  return out;
}

// "A signed up. The startup's largest investor is A": then the section's or the document's subject is meant.
void Discourse::add_instead(TypeSet types, Antecedent& out) const {
  const Antecedent whole = subject(types);
  for (const std::vector<uint32_t>& further :
       {of_types(section_, types, false), whole.far ? std::vector<uint32_t>{} : whole.entities}) {
    for (const uint32_t entity : further) {
      const bool known = std::find(out.entities.begin(), out.entities.end(), entity) != out.entities.end();
      if (!known && out.instead.empty() && is_company(entity)) out.instead.push_back(entity);
    }
  }
}

}  // namespace whobuilds::relate
