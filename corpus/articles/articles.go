// Package articles holds trigraph's own sample articles: five stories, each in
// Chinese, English and German, in the formats that corpus reads. Nothing comes
// in; FS goes out. The sentences were written for trigraph; the facts are
// public record.
package articles

import "embed"

// FS holds the sample articles; every file but this one is an input.
//
//go:embed *.md *.txt *.html *.jsonl *.csv
var FS embed.FS
