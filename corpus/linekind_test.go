package corpus

import (
	"regexp"
	"strings"
	"testing"
)

// TestLinePatterns holds what is asked before an expression to the expression.
func TestLinePatterns(t *testing.T) {
	lines := []string{
		"", "Photo: AP", "photo credit: AP", "BILD: dpa", "© 2020 Foo", "Foo Inc. All Rights Reserved.", "版权所有 2020", "（完）", "图 1：示意",
		"Crowd in Berlin / Getty Images", "Crowd in Berlin via Reuters", "Jetzt abonnieren Sie unseren Newsletter", "Read more: Foo", "作者：李四",
		"Published on", "Foo bar is a company.", "By Jane Doe", "Von Max Muster", "https://example.com/x", "• • •", "\xff\xfe", "Ähnliche Artikel",
	}
	for _, row := range rows(boilerplateTSV, 3) {
		p := newLinePattern(row[1])
		plain := regexp.MustCompile(`(?i)^(?:` + row[1] + `)$`)
		for _, line := range lines {
			if got, want := p.matches(line, strings.ToLower(line)), plain.MatchString(line); got != want {
				t.Errorf("%s: %q: %v, want %v", row[1], line, got, want)
			}
		}
	}
}

func TestNeeded(t *testing.T) {
	for pattern, want := range map[string]string{
		`.{0,9}(?:foo|Bars) x?`: "foo,bars", `a?`: "", `[ab]+c`: "c", `x|.y`: "x,y", `(?:ab)+|.`: "",
	} {
		if got := strings.Join(newLinePattern(pattern).needed, ","); got != want {
			t.Errorf("%s needs %q, want %q", pattern, got, want)
		}
	}
}

func BenchmarkBoilerplate(b *testing.B) {
	rd := &reading{tables: loadTables()}
	lines := []string{
		"The company said on Monday that it would build a plant in Leipzig for two billion euros.",
		"Der Konzern teilte am Montag mit, er werde in Leipzig ein Werk für zwei Milliarden Euro bauen.",
		"该公司周一表示，将投资二十亿欧元在莱比锡建厂。",
	}
	for b.Loop() {
		for _, line := range lines {
			rd.boilerplate(line)
		}
	}
}
