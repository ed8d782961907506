// An HTML page that shows articles with what was read in them: names coloured by type, the sentences that
// facts were read from marked, and beside each article its facts with sentence, status, confidence and rule.
//
//   ArticlePage page(rule_set, options);
//   page.add(document, facts);
//   std::string html = page.finish();
#pragma once

#include <memory>
#include <string>

#include "whobuilds/document.h"
#include "whobuilds/export.h"
#include "whobuilds/fact.h"
#include "whobuilds/rule_set.h"

namespace whobuilds {

// The page is UTF-8 and stands alone: its style is inside, it has no script and asks for nothing. Text of
// documents is escaped. Same input, same bytes. Not thread-safe.
class ArticlePage {
 public:
  // Of the options, label_language chooses the words of the page; with `dark` its colours are dark on every screen, else
  // as the reader's system wishes. On paper they are light.
  ArticlePage(const RuleSet& rule_set, const ExportOptions& options);
  ~ArticlePage();
  ArticlePage(ArticlePage&&) noexcept;
  ArticlePage& operator=(ArticlePage&&) noexcept;

  // `facts` are those of `document`: of what lies outside its text nothing is shown. Both are read at once and
  // may go afterwards.
  void add(const Document& document, const DocumentFacts& facts);
  // The whole page, articles in the order of adding.
  std::string finish() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace whobuilds
