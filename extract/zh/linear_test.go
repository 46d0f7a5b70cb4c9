package zh

import (
	"context"
	"strings"
	"testing"
	"time"

	"trigraph/corpus"
)

// TestLongSentences holds that no rule's time grows with the square of a
// sentence: thirty times the text may take no more than a hundred times as long.
// What a busy machine makes slow once is not slow three times.
func TestLongSentences(t *testing.T) {
	for _, part := range []string{
		"“《（", "（", "”》", "《法》", "“平台”", "A·", "阿·", "马", "公司", "国家", "发展和", "ABC（AB）", "Aa ", "1", "\x00", "\"",
		"中国移动", "表示", "总统阿", "马云CEO",
	} {
		small, big := strings.Repeat(part, 300), strings.Repeat(part, 9000)
		took := func(text string) time.Duration {
			start := time.Now()
			if err := shared().Analyze(context.Background(), document(text, corpus.Paragraph)); err != nil {
				t.Fatal(err)
			}
			return time.Since(start)
		}
		for try := 1; ; try++ {
			took(small)
			a, b := max(took(small), 5*time.Millisecond), took(big)
			if b <= 100*a {
				break
			}
			if try == 3 {
				t.Errorf("%q: %v for 300, %v for 9000", part, a, b)
				break
			}
		}
	}
}
