package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// says makes a model that is sure of one label for each piece, O for the rest.
func says(t *testing.T, labels []string, of map[string]string) *model {
	t.Helper()
	var words []string
	for w := range of {
		words = append(words, w)
	}
	words = append(words, "der", "liefert", "an", "的", "供", "应", "商", ",", ".", "。")
	m, err := open(tiny(t, words, labels, func(piece string, l int) float32 {
		want := of[piece]
		if want == "" {
			want = "O"
		}
		if labels[l] == want {
			return 5
		}
		return 0
	}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(m.close)
	return m
}

func TestTag(t *testing.T) {
	bio := []string{"O", "B-ORG", "I-ORG", "B-PER", "I-PER"}
	m := says(t, bio, map[string]string{
		"Goer": "B-ORG", "##tek": "I-PER", "Müller": "B-ORG", "Group": "I-ORG", "歌": "B-ORG", "尔": "I-ORG", "姜": "B-PER", "滨": "I-PER", "Meta": "B-ORG",
	})
	for _, c := range []struct{ text, want string }{
		{"Goertek liefert an Meta.", "ORG Goertek, ORG Meta"},
		{"der Müller Group, Meta Meta", "ORG Müller Group, ORG Meta, ORG Meta"},
		{"歌尔的供应商姜滨。", "ORG 歌尔, PER 姜滨"},
		{"der liefert an.", ""},
		{"", ""},
		{" \u00a0\t", ""},
		{"𝔊 Müller 🙂 歌尔", "ORG Müller, ORG 歌尔"},
		{"e\u0301\u200b Ünlü Goertek, 歌尔", "ORG Goertek, ORG 歌尔"},
		{strings.Repeat("liefert an ", 200) + "Goertek", "ORG Goertek"},
		{strings.Repeat("的", 1000) + "姜滨", "PER 姜滨"},
	} {
		out, err := m.tag([]string{"Meta", c.text})
		if err != nil {
			t.Errorf("%.40q: %v", c.text, err)
			continue
		}
		if got := shown(c.text, out[1]); got != c.want {
			t.Errorf("%.40q: got %s, want %s", c.text, got, c.want)
		}
		if got := shown("Meta", out[0]); got != "ORG Meta" {
			t.Errorf("beside %.40q: got %s, want ORG Meta", c.text, got)
		}
	}
}

func TestLabelSchemes(t *testing.T) {
	for _, labels := range [][]string{
		{"O", "B-LOC", "I-LOC"},
		{"O", "LOC"},
		{"O", "B-LOC", "I-LOC", "L-LOC", "U-LOC"},
		{"O", "B-LOC", "I-LOC", "E-LOC", "S-LOC"},
	} {
		first, last := labels[1], labels[min(len(labels)-1, 3)]
		if len(labels) == 3 {
			last = labels[2]
		}
		m := says(t, labels, map[string]string{"San": first, "Juan": last})
		out, err := m.tag([]string{"an San Juan, der"})
		if err != nil {
			t.Fatal(err)
		}
		if got := shown("an San Juan, der", out[0]); got != "LOC San Juan" {
			t.Errorf("%v: got %s", labels, got)
		}
		if got := fmt.Sprint(m.labels()); got != "[LOC]" {
			t.Errorf("%v: labels %s", labels, got)
		}
	}
}

// Whatever a model says, names lie within the sentence, in order, on borders of
// code points, with a score.
func TestRandomModel(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	letters := []string{"a", "##a", "b", "##b", "ü", "##ü", "的", "尔", ".", "A", "##A", "-"}
	m, err := open(tiny(t, letters, []string{"O", "B-X", "I-X", "B-Y", "I-Y"}, func(string, int) float32 { return random.Float32() * 4 }))
	if err != nil {
		t.Fatal(err)
	}
	defer m.close()
	for range 60 {
		var b strings.Builder
		for range random.IntN(60) {
			b.WriteString([]string{"a", "b", "ü", "的", "尔", ".", "A", "-", " ", "  ", "é", "🙂"}[random.IntN(12)])
		}
		text := b.String()
		out, err := m.tag([]string{text})
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		end := 0
		for _, n := range out[0] {
			if n.Start < end || n.End <= n.Start || n.End > len(text) || !utf8.ValidString(text[n.Start:n.End]) || n.Score <= 0 || n.Score > 1 {
				t.Fatalf("%q: %+v behind %d", text, n, end)
			}
			end = n.End
		}
	}
}

func TestServe(t *testing.T) {
	folder := tiny(t, []string{"Meta"}, []string{"O", "B-ORG"}, func(w string, l int) float32 {
		if (w == "Meta") == (l == 1) {
			return 3
		}
		return 0
	})
	in := "{\"sentences\":[\"Meta\"]}\nnot json\n{\"sentences\":[\"\\ud800 Meta\",\"\"]}\n{}"
	var out bytes.Buffer
	if err := serve(folder, strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 5 || lines[0] != `{"labels":["ORG"]}` {
		t.Fatalf("answers:\n%s", out.String())
	}
	var r reply
	if err := json.Unmarshal([]byte(lines[1]), &r); err != nil || len(r.Names) != 1 || len(r.Names[0]) != 1 || r.Names[0][0].Label != "ORG" {
		t.Errorf("first answer %s: %v", lines[1], err)
	}
	if !strings.Contains(lines[2], `"error":"request:`) {
		t.Errorf("a bad request is answered by %s", lines[2])
	}
	if !strings.Contains(lines[3], `"start":4,"end":8`) {
		t.Errorf("behind a replaced code unit: %s", lines[3])
	}
}

func TestOpenErrors(t *testing.T) {
	if _, err := open(filepath.Join(t.TempDir(), "none")); err == nil || !strings.Contains(err.Error(), "config.json") {
		t.Errorf("no folder: %v", err)
	}
	folder := tiny(t, []string{"a"}, []string{"O", "X"}, func(string, int) float32 { return 0 })
	if err := os.WriteFile(filepath.Join(folder, "model.onnx"), []byte("not a model"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := open(folder); err == nil {
		t.Error("a damaged model was opened")
	}
}

func shown(text string, names []name) string {
	var out []string
	for _, n := range names {
		out = append(out, n.Label+" "+text[n.Start:n.End])
	}
	return strings.Join(out, ", ")
}
