// Reads an export of the register with the packages that check Go's own checksum database, and nothing of ours.
//
//	read-log EXPORT VKEY [OLDER-CHECKPOINT [PROOF]]
//
// Prints what it verified, or fails. Of a public export, which has no leaves, it verifies the hashes of all of them.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	if len(os.Args) < 3 {
		fail(fmt.Errorf("usage: read-log EXPORT VKEY [OLDER-CHECKPOINT]"))
	}
	folder := os.Args[1]
	verifier, err := note.NewVerifier(os.Args[2])
	fail(err)
	tree := openCheckpoint(filepath.Join(folder, "checkpoint"), verifier)
	hashes := tlog.TileHashReader(tree, tiles(folder))
	if _, err := os.Stat(filepath.Join(folder, "public-export")); err == nil {
		fmt.Printf("%d hashes included\n", checkAll(tree, hashes, leafHashes(tree, hashes)))
	} else {
		var all []tlog.Hash
		for _, leaf := range leaves(folder, tree.N) {
			all = append(all, tlog.RecordHash(leaf))
		}
		fmt.Printf("%d entries included\n", checkAll(tree, hashes, all))
	}
	if len(os.Args) > 3 {
		older := openCheckpoint(os.Args[3], verifier)
		proof, err := tlog.ProveTree(tree.N, older.N, hashes)
		fail(err)
		fail(tlog.CheckTree(proof, tree.N, tree.Hash, older.N, older.Hash))
		fmt.Printf("the first %d entries are those of the older checkpoint\n", older.N)
	}
	if len(os.Args) > 4 {
		index, leaf := provedLeaf(os.Args[4])
		proof, err := tlog.ProveRecord(tree.N, index, hashes)
		fail(err)
		fail(tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(leaf)))
		fmt.Printf("the entry of the proof is number %d\n", index)
	}
}

// checkAll proves each record to the tree's root.
func checkAll(tree tlog.Tree, hashes tlog.HashReader, all []tlog.Hash) int64 {
	for index, hash := range all {
		proof, err := tlog.ProveRecord(tree.N, int64(index), hashes)
		fail(err)
		fail(tlog.CheckRecord(proof, tree.N, tree.Hash, int64(index), hash))
	}
	return int64(len(all))
}

// leafHashes reads the lowest hashes; the reader takes none that does not lead to the root.
func leafHashes(tree tlog.Tree, hashes tlog.HashReader) []tlog.Hash {
	var wanted []int64
	for index := int64(0); index < tree.N; index++ {
		wanted = append(wanted, tlog.StoredHashIndex(0, index))
	}
	all, err := hashes.ReadHashes(wanted)
	fail(err)
	return all
}

// provedLeaf reads place and leaf of a c2sp.org/tlog-proof whose extra line is as FORMAT.md has it, of a sealed entry.
func provedLeaf(path string) (int64, []byte) {
	text, err := os.ReadFile(path)
	fail(err)
	lines := strings.Split(string(text), "\n")
	extra, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	fail(err)
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	fail(err)
	return index, extra[34 : 34+1100]
}

// openCheckpoint checks the signature and reads the three lines of c2sp.org/tlog-checkpoint.
func openCheckpoint(path string, verifier note.Verifier) tlog.Tree {
	text, err := os.ReadFile(path)
	fail(err)
	opened, err := note.Open(text, note.VerifierList(verifier))
	fail(err)
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		fail(fmt.Errorf("not a checkpoint of %s", verifier.Name()))
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	fail(err)
	root, err := tlog.ParseHash(lines[2])
	fail(err)
	return tlog.Tree{N: size, Hash: root}
}

// leaves reads the entry bundles: each leaf behind its length, a big-endian uint16.
func leaves(folder string, size int64) [][]byte {
	var all [][]byte
	for first := int64(0); first < size; first += 256 {
		width := min(256, size-first)
		tile := tlog.Tile{H: 8, L: 0, N: first / 256, W: int(width)}
		path := strings.Replace(pathOf(tile), "tile/0/", "tile/entries/", 1)
		bundle, err := os.ReadFile(filepath.Join(folder, path))
		fail(err)
		for len(bundle) > 0 {
			length := binary.BigEndian.Uint16(bundle)
			all = append(all, bundle[2:2+length])
			bundle = bundle[2+length:]
		}
	}
	return all
}

type tiles string

func (folder tiles) Height() int                        { return 8 }
func (folder tiles) SaveTiles(_ []tlog.Tile, _ [][]byte) {}
func (folder tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range wanted {
		bytes, err := os.ReadFile(filepath.Join(string(folder), pathOf(tile)))
		if err != nil {
			return nil, err
		}
		found = append(found, bytes)
	}
	return found, nil
}

// pathOf is the path of c2sp.org/tlog-tiles, which leaves out the height that Go's own has.
func pathOf(tile tlog.Tile) string {
	return strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
