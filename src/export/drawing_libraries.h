// The libraries that draw, loaded when something is drawn for the first time: they bring forty others with them, which
// take longer to load than an article to read. Their functions, under the names that follow the libraries' prefixes.
#pragma once

#include <cairo-pdf.h>
#include <graphviz/gvc.h>
#include <librsvg/rsvg.h>

namespace whobuilds::exporting {

struct GraphvizLibrary {
  decltype(&::gvContext) context;
  decltype(&::gvLayout) layout;
  decltype(&::gvRenderData) render_data;
};

struct CairoLibrary {
  decltype(&::cairo_create) create;
  decltype(&::cairo_destroy) destroy;
  decltype(&::cairo_scale) scale;
  decltype(&::cairo_status) status;
  decltype(&::cairo_image_surface_create) image_surface_create;
  decltype(&::cairo_pdf_surface_create_for_stream) pdf_surface_create_for_stream;
  decltype(&::cairo_pdf_surface_set_metadata) pdf_surface_set_metadata;
  decltype(&::cairo_surface_finish) surface_finish;
  decltype(&::cairo_surface_status) surface_status;
  decltype(&::cairo_surface_write_to_png_stream) surface_write_to_png_stream;
};

struct RsvgLibrary {
  decltype(&::rsvg_handle_new_from_data) handle_new_from_data;
  decltype(&::rsvg_handle_get_intrinsic_size_in_pixels) handle_get_intrinsic_size_in_pixels;
  decltype(&::rsvg_handle_render_document) handle_render_document;
  CairoLibrary cairo;  // the one that it draws with
};

// Null when it is not installed. Thread-safe; what is loaded stays.
const GraphvizLibrary* load_graphviz();
const RsvgLibrary* load_rsvg();

}  // namespace whobuilds::exporting
