#include "export/drawing_libraries.h"

#include <dlfcn.h>

#include <optional>

namespace whobuilds::exporting {
namespace {

// A library and those that it needs.
class Library {
 public:
  explicit Library(const char* name) : handle_(::dlopen(name, RTLD_NOW | RTLD_LOCAL)) {}

  // False when the library is not there or has no such function.
  template <typename Function>
  bool find(const char* name, Function& function) const {
    if (handle_ == nullptr) return false;
    function = reinterpret_cast<Function>(::dlsym(handle_, name));
    return function != nullptr;
  }

 private:
  void* handle_;
};

std::optional<GraphvizLibrary> open_graphviz() {
  const Library library(WHOBUILDS_GRAPHVIZ_LIBRARY);
  GraphvizLibrary out{};
  const bool complete = library.find("gvContext", out.context) && library.find("gvLayout", out.layout) &&
                        library.find("gvRenderData", out.render_data);
  return complete ? std::optional(out) : std::nullopt;
}

bool find_cairo(const Library& library, CairoLibrary& out) {
  return library.find("cairo_create", out.create) && library.find("cairo_destroy", out.destroy) &&
         library.find("cairo_scale", out.scale) && library.find("cairo_status", out.status) &&
         library.find("cairo_image_surface_create", out.image_surface_create) &&
         library.find("cairo_pdf_surface_create_for_stream", out.pdf_surface_create_for_stream) &&
         library.find("cairo_pdf_surface_set_metadata", out.pdf_surface_set_metadata) &&
         library.find("cairo_surface_finish", out.surface_finish) &&
         library.find("cairo_surface_status", out.surface_status) &&
         library.find("cairo_surface_write_to_png_stream", out.surface_write_to_png_stream);
}

std::optional<RsvgLibrary> open_rsvg() {
  const Library library(WHOBUILDS_RSVG_LIBRARY);
  RsvgLibrary out{};
  const bool complete =
      library.find("rsvg_handle_new_from_data", out.handle_new_from_data) &&
      library.find("rsvg_handle_get_intrinsic_size_in_pixels", out.handle_get_intrinsic_size_in_pixels) &&
      library.find("rsvg_handle_render_document", out.handle_render_document) && find_cairo(library, out.cairo);
  return complete ? std::optional(out) : std::nullopt;
}

}  // namespace

const GraphvizLibrary* load_graphviz() {
  static const std::optional<GraphvizLibrary> library = open_graphviz();
  return library ? &*library : nullptr;
}

const RsvgLibrary* load_rsvg() {
  static const std::optional<RsvgLibrary> library = open_rsvg();
  return library ? &*library : nullptr;
}

}  // namespace whobuilds::exporting
