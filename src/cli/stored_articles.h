// Articles of a store, as they were when they were put into it.
#pragma once

#include <functional>

#include "cli/article_files.h"
#include "whobuilds/store.h"

namespace whobuilds::cli {

// The text that the store keeps, else the file as it is now, with the id that the document has in the store. In its
// place a problem, store.no_text, when there is neither.
RawArticle stored_article(const Store& store, const StoredDocument& stored);

// Reads the articles of all documents of the store, as far as they are there. Returns all problems.
Diagnostics read_stored_articles(const Store& store, const std::function<void(Document&&)>& use);

}  // namespace whobuilds::cli
