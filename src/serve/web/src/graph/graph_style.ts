// How Cytoscape draws nodes and edges.
import type { StylesheetJson } from 'cytoscape';
import { STATUSES, type Status } from '../api';
import { DASHES, fillOf, lineOf, lookOf, strokeOf, TYPES, type Paper } from '../palette';

export const FONT_SIZE = 12;

const FONT =
  'system-ui, "Noto Sans", "Hiragino Sans", "PingFang SC", "Noto Sans CJK JP", "WenQuanYi Micro Hei", sans-serif';

function typeStyles(on: Paper): StylesheetJson {
  return TYPES.map((type) => ({
    selector: `node[type = "${type}"]`,
    style: { shape: lookOf(type).shape, 'background-color': fillOf(type, on), 'border-color': strokeOf(type, on) },
  })) as StylesheetJson;
}

function dashStyle(status: Status): object {
  return DASHES[status].length > 0 ? { 'line-style': 'dashed', 'line-dash-pattern': [...DASHES[status]] } : {};
}

function statusStyles(on: Paper): StylesheetJson {
  return STATUSES.map((status) => ({
    selector: `edge[status = "${status}"]`,
    style: { 'line-color': lineOf(status, on), 'target-arrow-color': lineOf(status, on), ...dashStyle(status) },
  })) as StylesheetJson;
}

// `simple`: for thousands of edges, drawn straight and without labels.
export function graphStyle(on: Paper, simple: boolean): StylesheetJson {
  return [
    {
      selector: 'node',
      style: {
        width: 'data(size)',
        height: 'data(size)',
        shape: lookOf('').shape,
        'background-color': fillOf('', on),
        'border-color': strokeOf('', on),
        'border-width': 2,
      },
    },
    {
      // Those that there is room for (GraphCanvas).
      selector: 'node.named',
      style: {
        label: 'data(label)',
        color: on.ink,
        'font-family': FONT,
        'font-size': 'data(font)',
        'text-valign': 'bottom',
        'text-margin-y': 2,
        'text-wrap': 'ellipsis',
        'text-max-width': 'data(labelWidth)',
        'text-background-color': on.paper,
        'text-background-opacity': 0.75,
        'text-background-padding': '1px',
      },
    },
    { selector: 'node[?discovered]', style: { 'border-style': 'dotted' } },
    { selector: 'node[?center]', style: { 'font-weight': 'bold', 'border-width': 4 } },
    ...typeStyles(on),
    {
      selector: 'edge',
      style: simple
        ? { width: 1, 'curve-style': 'haystack', opacity: 0.5 }
        : {
            width: 1.5,
            'curve-style': 'bezier',
            'target-arrow-shape': 'triangle',
            'arrow-scale': 0.9,
          },
    },
    {
      selector: 'edge.named',
      style: {
        label: 'data(label)',
        'font-family': FONT,
        'font-size': 'data(font)',
        color: on.quiet,
        'text-rotation': 'autorotate',
        'text-background-color': on.paper,
        'text-background-opacity': 0.85,
        'text-background-padding': '1px',
      },
    },
    { selector: 'edge[?symmetric]', style: { 'target-arrow-shape': 'none' } },
    ...statusStyles(on),
    { selector: '.faded', style: { opacity: 0.2 } },
    {
      selector: '.chosen',
      style: {
        'border-color': on.ink,
        'border-width': 4,
        'z-index': 10,
        'overlay-color': '#2563eb',
        'overlay-opacity': 0.15,
        'overlay-padding': 5,
      },
    },
    { selector: 'edge.chosen', style: { width: 3, 'z-index': 10 } },
  ] as StylesheetJson;
}
