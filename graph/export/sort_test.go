package export

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
)

// However little memory there is, rows come in the same order, as often as asked,
// and no file stays.
func TestSorterSorts(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	var want []string
	for range 3000 {
		want = append(want, fmt.Sprintf("%x\x00%x", r.IntN(500), r.IntN(9)))
	}
	for _, memory := range []int{1, 100, 5000, sortMemory} {
		dir := t.TempDir()
		s := newSorter(t.Context(), dir)
		s.memory = memory
		for _, row := range want {
			if err := s.add([]byte(row[:len(row)-2]), []byte(row[len(row)-2:])); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.done(); err != nil {
			t.Fatal(err)
		}
		sorted := slices.Sorted(slices.Values(want))
		for range 2 {
			var got []string
			c, err := s.read()
			if err != nil {
				t.Fatal(err)
			}
			for {
				ok, err := c.next()
				if err != nil {
					t.Fatal(err)
				}
				if !ok {
					break
				}
				got = append(got, string(c.key)+string(c.value))
			}
			if !slices.Equal(got, sorted) {
				t.Errorf("memory for %d bytes: %d rows in another order", memory, len(got))
			}
		}
		if err := s.close(); err != nil {
			t.Fatal(err)
		}
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("%s stays", left[0].Name())
		}
	}
}

func TestCancelledExport(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, f := range Formats() {
		if _, err := Write(ctx, &full{}, sample(t), Options{Format: f.Name, Connected: true}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

// A store that meets an error while it is read gives no file that looks whole.
func TestErrorOfTheGraph(t *testing.T) {
	for _, f := range Formats() {
		g := sample(t)
		g.Err = func() error { return os.ErrInvalid }
		if _, err := Write(t.Context(), &full{}, g, Options{Format: f.Name}); !errors.Is(err, os.ErrInvalid) && !errors.Is(err, os.ErrClosed) {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

// Keys sort as their parts do, whatever is in them.
func FuzzKeyParts(f *testing.F) {
	f.Add("a", "b", "a\x00", "")
	f.Fuzz(func(t *testing.T, a1, a2, b1, b2 string) {
		var a, b packer
		a.keyPart(a1)
		a.keyPart(a2)
		b.keyPart(b1)
		b.keyPart(b2)
		got, want := compareBytes(a, b), slices.Compare([]string{a1, a2}, []string{b1, b2})
		if (got < 0) != (want < 0) || (got > 0) != (want > 0) {
			t.Errorf("%q %q and %q %q: %d, want %d", a1, a2, b1, b2, got, want)
		}
	})
}

func TestPackedAndUnpacked(t *testing.T) {
	for r := range hostile(t).Records {
		for _, c := range r.Claims {
			var row packer
			row.witness(witness{c, r.Article.Lang, r.Article.Published})
			u := unpacker(row)
			if got := u.witness(); fmt.Sprint(got.Claim) != fmt.Sprint(c) || got.lang != r.Article.Lang || !got.published.Equal(r.Article.Published) || u != "" {
				t.Fatalf("%+v came back as %+v, %d bytes left", c, got, len(u))
			}
		}
	}
	for e := range hostile(t).Entities {
		var row packer
		row.entity(e)
		u := unpacker(row)
		if got := u.entity(); fmt.Sprint(got) != fmt.Sprint(e) {
			t.Fatalf("%+v came back as %+v", e, got)
		}
	}
}
