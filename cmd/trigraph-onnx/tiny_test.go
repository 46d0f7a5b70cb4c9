package main

import (
	"encoding/binary"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"
)

// tiny writes a model folder: a vocabulary of word pieces and, for each, a row
// of logits over the labels. The network is one look-up (Gather), so a test
// says what the model sees in each piece.
func tiny(t *testing.T, vocabulary, labels []string, logits func(piece string, label int) float32) string {
	t.Helper()
	folder := t.TempDir()
	vocabulary = append([]string{"[PAD]", "[UNK]", "[CLS]", "[SEP]"}, vocabulary...)
	table := make([]float32, 0, len(vocabulary)*len(labels))
	ids := map[string]int{}
	for i, w := range vocabulary {
		ids[w] = i
		for l := range labels {
			table = append(table, logits(w, l))
		}
	}
	byID := map[string]string{}
	for i, l := range labels {
		byID[strconv.Itoa(i)] = l
	}
	write(t, folder, "config.json", asJSON(t, map[string]any{"id2label": byID, "max_position_embeddings": 512, "pad_token_id": 0}))
	write(t, folder, "tokenizer.json", asJSON(t, wordPiece(ids)))
	write(t, folder, "model.onnx", lookup(table, len(vocabulary), len(labels)))
	return folder
}

func write(t *testing.T, folder, file string, data []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, file), data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func asJSON(t *testing.T, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// wordPiece is a tokenizer as BERT's cased multilingual model has it.
func wordPiece(ids map[string]int) map[string]any {
	special := func(name string) map[string]any {
		return map[string]any{"id": ids[name], "content": name, "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true}
	}
	of := func(name string) map[string]any {
		return map[string]any{"SpecialToken": map[string]any{"id": name, "type_id": 0}}
	}
	sequence := map[string]any{"Sequence": map[string]any{"id": "A", "type_id": 0}}
	second := map[string]any{"Sequence": map[string]any{"id": "B", "type_id": 1}}
	tokens := map[string]any{}
	for _, s := range []string{"[CLS]", "[SEP]"} {
		tokens[s] = map[string]any{"id": s, "ids": []int{ids[s]}, "tokens": []string{s}}
	}
	return map[string]any{
		"version": "1.0", "truncation": nil, "padding": nil,
		"added_tokens":   []any{special("[PAD]"), special("[UNK]"), special("[CLS]"), special("[SEP]")},
		"normalizer":     map[string]any{"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": false, "lowercase": false},
		"pre_tokenizer":  map[string]any{"type": "BertPreTokenizer"},
		"post_processor": map[string]any{"type": "TemplateProcessing", "single": []any{of("[CLS]"), sequence, of("[SEP]")}, "pair": []any{of("[CLS]"), sequence, of("[SEP]"), second, of("[SEP]")}, "special_tokens": tokens},
		"decoder":        map[string]any{"type": "WordPiece", "prefix": "##", "cleanup": true},
		"model":          map[string]any{"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": ids},
	}
}

// lookup is the ONNX file of logits = Gather(table, input_ids).
func lookup(table []float32, rows, columns int) []byte {
	const float, int64s = 1, 7
	var raw []byte
	for _, f := range table {
		raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(f))
	}
	node := message(text(1, "table"), text(1, "input_ids"), text(2, "logits"), text(3, "gather"), text(4, "Gather"))
	tensor := message(number(1, uint64(rows)), number(1, uint64(columns)), number(2, float), text(8, "table"), field(9, raw))
	graph := message(field(1, node), text(2, "tiny"), field(5, tensor),
		field(11, value("input_ids", int64s, -1, -1)), field(12, value("logits", float, -1, -1, columns)))
	return message(number(1, 8), field(7, graph), field(8, message(text(1, ""), number(2, 13))))
}

// value describes an input or output; -1 is a dimension left open.
func value(name string, kind uint64, dimensions ...int) []byte {
	var shape []byte
	for i, d := range dimensions {
		size := number(1, uint64(d))
		if d < 0 {
			size = text(2, "d"+strconv.Itoa(i))
		}
		shape = append(shape, field(1, size)...)
	}
	return message(text(1, name), field(2, field(1, message(number(1, kind), field(2, shape)))))
}

func message(parts ...[]byte) []byte {
	var out []byte
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

func field(n protowire.Number, data []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(nil, n, protowire.BytesType), data)
}

func text(n protowire.Number, s string) []byte { return field(n, []byte(s)) }

func number(n protowire.Number, v uint64) []byte {
	return protowire.AppendVarint(protowire.AppendTag(nil, n, protowire.VarintType), v)
}
