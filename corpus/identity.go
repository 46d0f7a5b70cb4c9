package corpus

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"path"
	"strconv"
	"strings"
	"unicode"
)

// Hash returns the SHA-256 of what the article says, in hexadecimal: title,
// text, language, day and tags. Where it came from does not count.
func (a *Article) Hash() string {
	h := sha256.New()
	day := ""
	if !a.Published.IsZero() {
		day = a.Published.Format("2006-01-02")
	}
	for _, s := range append([]string{a.Title, a.Text, string(a.Lang), day}, a.Tags...) {
		var n [8]byte
		binary.LittleEndian.PutUint64(n[:], uint64(len(s)))
		h.Write(n[:])
		h.Write([]byte(s))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// wordsHash hashes the letters and digits of a text, so that the same words in
// another layout are the same. A text without any is hashed as it is.
func wordsHash(text string) (key [16]byte) {
	words := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
	if words == "" {
		words = text
	}
	sum := sha256.Sum256([]byte(words))
	copy(key[:], sum[:])
	return key
}

// fileID returns the id for a file that the user named: its base name, and the
// folder too where that says nothing.
func fileID(name string) string {
	base := path.Base(name)
	switch strings.ToLower(strings.TrimSuffix(base, path.Ext(base))) {
	case "index", "_index", "readme", "article", "content", "text", "page", "main", "default":
		if dir := path.Base(path.Dir(path.Clean("/" + name))); dir != "/" {
			return dir + "/" + base
		}
	}
	return base
}

// unique returns the id of a, or where that is taken already one made of its
// source, which names it as well.
func (rd *reading) unique(a *Article) string {
	id := a.ID
	for n := 1; rd.ids[id]; n++ {
		if id = a.Source; n > 1 {
			id += "~" + strconv.Itoa(n)
		}
	}
	rd.ids[id] = true
	return id
}
