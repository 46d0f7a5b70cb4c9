package lexicon

import "unsafe"

// view is the bytes of a string, not copied; they must not be written.
func view(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// text is bytes as a string, not copied; they must not be written any more.
func text(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
