package hanzi

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestTable holds the table of characters sorted, without one that stands
// twice or maps to itself, and all of one length in bytes.
func TestTable(t *testing.T) {
	var from []string
	for n, line := range strings.Split(strings.TrimSpace(table), "\n") {
		if strings.HasPrefix(line, "#") || line == "traditional\tsimplified" {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 2 || len(f[0]) != 3 || len(f[1]) != 3 || utf8.RuneCountInString(f[0]) != 1 || f[0] == f[1] {
			t.Fatalf("han.tsv:%d: %q", n+1, line)
		}
		from = append(from, f[0])
	}
	if len(from) < 2900 || !slices.IsSorted(from) || len(slices.Compact(from)) != len(from) {
		t.Errorf("han.tsv: %d characters, not sorted, or one twice", len(from))
	}
	for in, want := range map[rune]rune{'國': '国', '国': '国', 'A': 'A', 0x9FFF: 0x9FFF, 0x20000: 0x20000, -1: -1} {
		if got := Simplified(in); got != want {
			t.Errorf("Simplified(%c) = %c, want %c", in, got, want)
		}
	}
}
