// Holds the console's own modules to figures that were computed independently, and to each other.
async () => {
  const given = {
    leaves: ['entry-0', 'entry-1', 'entry-2', 'entry-3', 'entry-4', 'entry-5', 'entry-6'],
    roots: [
      '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
      'QHZrIDNCkCb1PVRQJnmoOXBrR0H43K86i7pfQbX/4HU=',
      'LyelCCwdQq+kiKw1Cp/EOQwIT1T3Hs3/hZ6Y24QptHk=',
      'pkvybgkSj2/i/m+LLYyAHhZrV8BHp82bK4Ceepai8cs=',
      'JWueiCXl03CkrgBdCQHqKRl34pJ/XPjj5yZg3QlRnts=',
      'GqaNMHSQWlgfhMu9D3U3lJBP2ARRvEwT5p2aU7xZUCw=',
      'CHg6Uj0mBIDeLM8JdtdBHtitrwb3XVpd4iVMWPlo7Kk=',
      'kTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF0=',
    ],
    inclusion: { index: 3, size: 7, path: [
      'BJ19zbVrz+vTEzBMmDnxlqPUtu873AsIKY+TrIGR8Kg=',
      'LyelCCwdQq+kiKw1Cp/EOQwIT1T3Hs3/hZ6Y24QptHk=',
      '5CnFtcyqlSPDcpfxhGdm+QMTfoIZXFGZ5r5XEw0QBsg=',
    ] },
    consistency: { from: 3, to: 7, proof: [
      'BJ19zbVrz+vTEzBMmDnxlqPUtu873AsIKY+TrIGR8Kg=',
      'J0ebarMh0u5HdFL2i6UndI6GPK/o+9HfK/idFXDRtpc=',
      'LyelCCwdQq+kiKw1Cp/EOQwIT1T3Hs3/hZ6Y24QptHk=',
      '5CnFtcyqlSPDcpfxhGdm+QMTfoIZXFGZ5r5XEw0QBsg=',
    ] },
    vkey: 'gateway.vk.example/disclosures+e7c1b2c1+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4',
    witness_vkey: 'auditor.example/w1+15cfbe2c+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X',
    checkpoint: 'gateway.vk.example/disclosures\n7\nkTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF0=\n\n— gateway.vk.example/disclosures 58GywXnqnag98UjgThTacqbk+l4Mr0OUks2kXjlmbQ9QaPtbiminhoVn1+lCLa6/6fDemo3yvhJps6GcKtGhCiUFsQ8=\n— auditor.example/w1 Fc++LAAAAABrAN8AGIHW/rd1EP+8pu8qUp7VY7hRg3HDqigmzhhaOZWOz6aoVbCWlhVYMVucKP4xKY9YDQuANuSkTSQloYVatJ46Cw==\n',
    tile0: 'QHZrIDNCkCb1PVRQJnmoOXBrR0H43K86i7pfQbX/4HXoaIEaSCwn1QttRd3nnEZdatubBmRRAEd6kM89hRiJiwSdfc21a8/r0xMwTJg58Zaj1LbvO9wLCCmPk6yBkfCoJ0ebarMh0u5HdFL2i6UndI6GPK/o+9HfK/idFXDRtpcZS7Wi1b0Q5dGqb9XUKYCzVsrx2mI82Zh8S/ovgXce11FBWFJ1FQZMe701tEyfEa3c/Di0OVVPybsNi3xmHD6PDP2ldv9LKeozw6/a7tG9Y362VLKKBDAvyrX9fbB4Acw=',
    tile0_path: 'tile/0/000.p/7',
  };
  const [merkle, note, tiles] = await Promise.all(['merkle', 'note', 'tiles'].map((name) => import(`/console/${name}.js`)));
  const wrong = [];
  const hold = (is, what) => is || wrong.push(what);
  const { base64, bytes } = note;
  const utf8 = new TextEncoder();

  const leaves = await Promise.all(given.leaves.map((leaf) => merkle.leafHash(utf8.encode(leaf))));
  const treeOf = (hashes) => {
    const hashOf = async (begin, end) => {
      if (end - begin === 1) {
        return hashes[begin];
      }
      const middle = begin + merkle.split(end - begin);
      return merkle.nodeHash(await hashOf(begin, middle), await hashOf(middle, end));
    };
    return hashOf;
  };
  const seven = treeOf(leaves);
  for (let size = 1; size <= 7; size += 1) {
    hold(base64(await seven(0, size)) === given.roots[size], `root of ${size}`);
  }
  const { index, size, path } = given.inclusion;
  hold((await merkle.inclusionPath(index, size, seven)).map(base64).join() === path.join(), 'inclusion path');
  const { from, to, proof } = given.consistency;
  hold((await merkle.consistencyProof(from, to, seven)).map(base64).join() === proof.join(), 'consistency proof');

  const key = await note.parseKey(given.vkey);
  const witness = await note.parseKey(given.witness_vkey);
  const checkpoint = note.parseCheckpoint(given.checkpoint);
  hold(checkpoint.size === 7 && base64(checkpoint.root) === given.roots[7], 'checkpoint');
  hold(await note.isSignedBy(key, checkpoint), 'signature');
  hold((await note.cosignedAt(witness, checkpoint)) > 0, 'cosignature');
  const changed = note.parseCheckpoint(given.checkpoint.replace('\n7\n', '\n8\n'));
  hold(!(await note.isSignedBy(key, changed)), 'a signature of something else');
  hold((await note.cosignedAt(witness, changed)) === null, 'a cosignature of something else');
  await note.parseKey(given.vkey.replace('+e7c1', '+e7c2')).then(() => wrong.push('a key with another id'), () => {});

  const tile = bytes(given.tile0);
  const read = tiles.tileReader(7, async (where) => {
    hold(where === given.tile0_path, `tile path ${where}`);
    return tile;
  });
  hold(base64(await read(0, 7)) === given.roots[7], 'root from a tile');
  hold(tiles.tilePath(1, 1234067, 256) === 'tile/1/x001/x234/067', 'long tile path');

  const many = await Promise.all(Array.from({ length: 40 }, (_, i) => merkle.leafHash(utf8.encode(`leaf ${i}`))));
  const tree = treeOf(many);
  for (let n = 1; n <= 40; n += 1) {
    const root = await tree(0, n);
    for (let i = 0; i < n; i += 1) {
      const way = await merkle.inclusionPath(i, n, tree);
      const reached = await merkle.rootOfInclusion(i, n, many[i], way);
      hold(reached && merkle.same(reached, root), `inclusion of ${i} in ${n}`);
    }
    for (let m = 1; m <= n; m += 1) {
      const way = await merkle.consistencyProof(m, n, tree);
      const before = await tree(0, m);
      hold(await merkle.isConsistent(m, before, n, root, way), `consistency of ${m} and ${n}`);
      hold(!(await merkle.isConsistent(m, many[0].map((byte) => byte ^ 1), n, root, way)), `another past of ${m} in ${n}`);
    }
  }
  return wrong.join('; ');
}
