// Names of the repositories that a document links to. Who links to a project mostly calls it as its repository is
// called, often far from the link ("DeepCode ... [see here](https://github.com/HKUDS/DeepCode)"): such names are set
// off from the text as names in bold are.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "whobuilds/document.h"

namespace whobuilds::read {

class RepositoryNames {
 public:
  // The address of a link; what is no owner/name at a code host or model hub is left out.
  void add(std::string_view address);

  // Makes the names strong wherever the text has them as whole words, capitals and what joins their words aside:
  // splits pieces there. Linear in the text.
  void set_off(Document& document) const;

 private:
  std::unordered_set<std::string> keys_;  // letters and digits, small
};

}  // namespace whobuilds::read
