package shard

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"trigraph/graph"
)

func block(n *graph.NQuads, article string, texts ...string) Block {
	label := graph.Article{ID: article}.IRI()
	var quads []quad.Quad
	for _, t := range texts {
		quads = append(quads, quad.Make(label, graph.HasText, quad.String(t), label))
	}
	return BlockOf(article, n, quads)
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	n := graph.NewNQuads()
	a, b := block(n, "a", "one\ntwo", "三"), block(n, "b", "four")
	var first, second bytes.Buffer
	f, err := Write(&first, "x.nq.gz", Articles, []Block{b, a, b})
	if err != nil || f.Blocks != 2 || f.Quads != 3 || f.Bytes != int64(first.Len()) {
		t.Fatalf("%+v, %v", f, err)
	}
	if again, _ := Write(&second, "x.nq.gz", Articles, []Block{a, b}); again != f || !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the order of blocks shows in the file")
	}
	var got []string
	for quads, err := range Read(&first, f, n) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprint(quads))
	}
	label := func(id string) quad.IRI { return graph.Article{ID: id}.IRI() }
	want := []string{
		fmt.Sprint([]quad.Quad{quad.Make(label("a"), graph.HasText, "one\ntwo", label("a")), quad.Make(label("a"), graph.HasText, "三", label("a"))}),
		fmt.Sprint([]quad.Quad{quad.Make(label("b"), graph.HasText, "four", label("b"))}),
	}
	if !slices.Equal(got, want) {
		t.Errorf("read %v, want %v", got, want)
	}
}

func TestReadRefusesOtherFiles(t *testing.T) {
	n := graph.NewNQuads()
	var good bytes.Buffer
	f, err := Write(&good, "x.nq.gz", Articles, []Block{block(n, "a", "one")})
	if err != nil {
		t.Fatal(err)
	}
	more, fewer := f, f
	more.Quads++
	fewer.SHA256 = strings.Repeat("0", 64)
	for name, c := range map[string]struct {
		data []byte
		file File
	}{
		"a cut one": {good.Bytes()[:good.Len()-9], f}, "one with more behind": {append(bytes.Clone(good.Bytes()), 0), f}, "no gzip": {[]byte("plain"), f},
		"too few quads": {good.Bytes(), more}, "another sum": {good.Bytes(), fewer},
	} {
		var failed error
		for _, err := range Read(bytes.NewReader(c.data), c.file, n) {
			failed = err
		}
		if failed == nil || !strings.Contains(failed.Error(), "x.nq.gz") {
			t.Errorf("%s: error %v", name, failed)
		}
	}
}

func TestManifest(t *testing.T) {
	m := NewManifest("test", []File{{Name: "said", Kind: Said, Blocks: 1, Quads: 5}, {Name: "b", Kind: Articles, Blocks: 2, Quads: 7}, {Name: "a", Kind: Joins, Quads: 2}})
	if m.Articles != 2 || m.Quads != 9 || m.Files[0].Name != "a" {
		t.Errorf("%+v", m)
	}
	var out bytes.Buffer
	if err := m.Write(&out); err != nil {
		t.Fatal(err)
	}
	written := out.String()
	if back, err := ReadManifest(&out); err != nil || fmt.Sprint(back) != fmt.Sprint(m) {
		t.Errorf("%+v, %v", back, err)
	}
	for _, bad := range []string{"{", `{"format":2}`, strings.Replace(written, `"a"`, `"../a"`, 1), strings.Replace(written, `"a"`, `".."`, 1)} {
		if _, err := ReadManifest(strings.NewReader(bad)); err == nil {
			t.Errorf("%s was taken", bad)
		}
	}
}

func TestOfSpreads(t *testing.T) {
	counts := make([]int, 8)
	for i := range 8000 {
		counts[Of(fmt.Sprint("article-", i), 8)]++
	}
	if slices.Min(counts) < 800 || slices.Max(counts) > 1200 {
		t.Errorf("8000 keys fall %v", counts)
	}
}
