package main

import (
	"strings"
	"testing"
)

func TestAlign(t *testing.T) {
	for _, c := range []struct{ text, tokens, want string }{
		{"Müller AG", "Mü ##ller AG", "Mü|ller|AG"},
		{"MÜLLER ag", "mu ##ller ag", "MÜ|LLER|ag"},
		{"  歌尔股份", "歌 [UNK] 股 份", "歌|尔|股|份"},
		{"Ｍｅｔａ买", "meta 买", "Ｍｅｔａ|买"},
		{"▁ Goertek", "▁Goer tek", "Goer|tek"},
		{"a🙂b ü", "[UNK] ü", "a🙂b|ü"},
		{"x ## y", "x # # y", "x|#|#|y"},
		{"one two", "one missing two", "one||"},
		{"short", "short more", "short|"},
	} {
		var got []string
		for _, s := range align(c.text, strings.Fields(c.tokens)) {
			got = append(got, c.text[s.start:s.end])
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q as %s: got %q, want %s", c.text, c.tokens, got, c.want)
		}
	}
}

func FuzzAlign(f *testing.F) {
	f.Add("Müller 歌尔", "Mü ##ller 歌 [UNK]")
	f.Fuzz(func(t *testing.T, text, tokens string) {
		end := 0
		for _, s := range align(text, strings.Fields(tokens)) {
			if s.end == 0 {
				continue
			}
			if s.start < end || s.end < s.start || s.end > len(text) {
				t.Fatalf("span %v behind %d", s, end)
			}
			end = s.end
		}
	})
}
