// N-Triples and Turtle, written by Serd.
#include <serd/serd.h>

#include <memory>

#include "export/graph_formats.h"
#include "export/rdf.h"

namespace whobuilds::exporting {
namespace {

const uint8_t* bytes(const std::string& text) { return reinterpret_cast<const uint8_t*>(text.c_str()); }

size_t append(const void* data, size_t size, void* out) {
  static_cast<std::string*>(out)->append(static_cast<const char*>(data), size);
  return size;
}

SerdNode node(SerdType type, const std::string& text) {
  SerdNode made = serd_node_from_string(type, bytes(text));
  made.flags = 0;  // line breaks as escapes: each literal on one line, whatever it holds
  return made;
}

struct Free {
  void operator()(SerdEnv* environment) const { serd_env_free(environment); }
  void operator()(SerdWriter* writer) const { serd_writer_free(writer); }
};

void write_triple(SerdWriter* writer, const RdfTriple& triple) {
  const RdfTerm& object = triple.object;
  const SerdNode subject_node = node(SERD_URI, triple.subject), predicate_node = node(SERD_URI, triple.predicate);
  const SerdNode object_node = node(object.literal ? SERD_LITERAL : SERD_URI, object.text);
  const SerdNode datatype_node = node(SERD_URI, object.datatype), language_node = node(SERD_LITERAL, object.language);
  serd_writer_write_statement(writer, 0, nullptr, &subject_node, &predicate_node, &object_node,
                              object.datatype.empty() ? nullptr : &datatype_node,
                              object.language.empty() ? nullptr : &language_node);
}

std::string write(const Graph& graph, SerdSyntax syntax) {
  std::string out;
  const std::unique_ptr<SerdEnv, Free> environment(serd_env_new(nullptr));
  const bool turtle = syntax == SERD_TURTLE;
  const auto style = static_cast<SerdStyle>(turtle ? SERD_STYLE_ABBREVIATED | SERD_STYLE_CURIED : 0);
  const std::unique_ptr<SerdWriter, Free> writer(
      serd_writer_new(syntax, style, environment.get(), nullptr, append, &out));
  if (turtle) {
    for (const auto& [name, iri] : rdf_prefixes()) {
      const SerdNode name_node = node(SERD_LITERAL, name), iri_node = node(SERD_URI, iri);
      serd_env_set_prefix(environment.get(), &name_node, &iri_node);
      serd_writer_set_prefix(writer.get(), &name_node, &iri_node);
    }
  }
  for_each_subject(graph, [&](const std::vector<RdfTriple>& triples) {
    for (const RdfTriple& triple : triples) write_triple(writer.get(), triple);
  });
  serd_writer_finish(writer.get());
  return out;
}

}  // namespace

std::string write_ntriples(const Graph& graph, const ExportOptions& /*options*/) { return write(graph, SERD_NTRIPLES); }
std::string write_turtle(const Graph& graph, const ExportOptions& /*options*/) { return write(graph, SERD_TURTLE); }

}  // namespace whobuilds::exporting
