// Discourse: what an argument that the clause leaves out refers to.
//
// Kept per kind (companies and organisations; everything else): the running topic, the entities of
// the section's heading and the document's subject. Headings reset the running topic. A topic is what
// its sentence marks as one; the thing that a company's sentence introduces is the topic of what is
// said of things after it. The subject of the document is what its title names, else what it
// mentions far more often than anything else of the kind.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "recognise/recognise.h"
#include "relate/step.h"
#include "relate/typed_segment.h"
#include "resolve/resolve.h"
#include "text/text.h"
#include "whobuilds/document.h"

namespace whobuilds::relate {

// An entity recalled from earlier text; `penalty` is multiplied into the confidence.
struct Antecedent {
  std::vector<uint32_t> entities;  // indices into Resolution::entities; empty: none
  std::vector<uint32_t> instead;   // of the same kind, the next first: "A is its largest customer" cannot mean A
  double penalty = 1;
  Step step = Step::none;
  bool far = false;  // the document's subject, and not a plain one
};

// Who asks: nothing in the clause, a pronoun, or the writer ("we", 当社).
enum class Reference : uint8_t { zero, anaphor, author };

class Discourse {
 public:
  void begin_document(const Rules& rules, const Document& document, const text::Text& text,
                      const recognise::Recognition& recognition, const resolve::Resolution& resolution);
  // To be called for each block in order, before its sentences.
  void begin_block(uint32_t block);
  // To be called before each sentence with its folded text: "また、", "In addition," go back from the last sentence's
  // topic to the paragraph's first one.
  void begin_sentence(std::string_view folded, Language language);
  // To be called after each sentence with its main segment, and with what it says was released (kNone:
  // nothing, or several things): that is what the text goes on with.
  void end_sentence(const Segment& main, uint32_t released);

  // What stands for an argument of one of `types`. A pronoun that may stand for both kinds gets one
  // of each: what its role asks for decides.
  Antecedent recall(TypeSet types, Reference reference, bool plural) const;

  // What the document is about: what it mentions most. `titled`: what its title names, before that.
  Antecedent subject(TypeSet types) const;
  Antecedent titled(TypeSet types) const;

  // What 双方 stands for: the companies of the section's latest Chinese sentence that names two of them; may be empty.
  Antecedent pair() const;

  // What "we" stands for in an English text; empty where nothing tells whose text it is.
  Antecedent publisher(TypeSet types) const;

  // Companies and organisations.
  TypeSet company_types() const { return company_types_; }

  const CompiledRelations* relations = nullptr;

 private:
  struct Topics {
    std::vector<uint32_t> companies, things;  // entities
  };
  struct Subject {
    uint32_t entity = kNone;
    bool plain = false;  // far ahead of the next one, or alone in the title
  };
  std::vector<uint32_t> of_types(const Topics& topics, TypeSet types, bool plural) const;
  void collect(uint32_t block, Topics& topics) const;
  void collect_opening();
  bool is_name(Span span) const;
  bool is_about_a_name(uint32_t block) const;
  void add_instead(TypeSet types, Antecedent& out) const;
  bool begins_with_verb(const Segment& main) const;
  bool names_role(const Segment& main) const;
  void open_section(uint32_t block);
  bool has_plain_subject(TypeSet types) const;
  bool is_company(uint32_t entity) const;
  Subject most_mentioned(bool companies) const;
  const Slot* topic_of(const Segment& main) const;
  const Slot* japanese_topic(const Segment& main) const;
  void take_topic(const Segment& main, const Slot& topic);
  void set_things(std::vector<uint32_t> things);
  void take_pair(const Segment& main);
  void take_list(const Segment& main);

  const Rules* rules_ = nullptr;
  const Document* document_ = nullptr;
  const text::Text* text_ = nullptr;
  const resolve::Resolution* resolution_ = nullptr;
  TypeSet company_types_ = 0;
  Topics running_, section_, title_, before_list_, paragraph_;
  bool named_ = false;  // the title is a name and words like "timeline", or the first words introduce it
  bool section_named_ = false;            // the section's heading is a name and nothing else
  std::vector<uint32_t> earlier_things_;  // topics of the section before the present ones, the latest first
  std::vector<uint32_t> pair_;            // the companies of the latest Chinese sentence that names two of them
  std::vector<uint32_t> listed_things_;   // of the latest sentence that names things, where it lists several
  bool in_list_ = false;
  bool resumes_ = false;
  bool is_english_ = false;  // the sentence
  bool fresh_ = false;  // the running topic was named in this block
  Subject company_, thing_;
  uint32_t publisher_ = kNone;
  struct Section {
    uint8_t level = 0;
    Topics topics;
    bool named = false;  // the heading is a name and nothing else
  };
  std::vector<Section> sections_;  // the heading above and those it stands under
};

}  // namespace whobuilds::relate
