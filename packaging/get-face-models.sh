#!/bin/sh
# Face models: downloads pinned npm packages into the user's cache, verifies them, and (with --converter) turns
# them into the ONNX files the station loads. A second run fetches and converts nothing. The fourth package, for
# comparing two faces, may be missing: the station then offers no comparison and says so.
#
#   get-face-models.sh [--converter PATH/indraj-convert-models]
#
# Cache: ${INDRAJ_CACHE_DIR:-$HOME/.cache/indraj}/downloads and .../models. Licences: Apache-2.0; of the
# comparison the package is MIT and its weights are CC0 1.0.
set -eu

cache=${INDRAJ_CACHE_DIR:-$HOME/.cache/indraj}
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
converter=
while [ $# -gt 0 ]; do
  case $1 in
    --converter) converter=${2:?--converter needs a path}; shift 2 ;;
    *) echo "usage: $0 [--converter PATH]" >&2; exit 2 ;;
  esac
done

say() { echo "face models: $*" >&2; }
matches() { [ -f "$1" ] && echo "$2  $1" | sha256sum --check --status -; }

mkdir -p "$cache/downloads"
exec 9>"$cache/downloads/.face-models.lock"
flock 9

work=$(mktemp -d "$cache/downloads/.face-models.XXXXXX")
trap 'rm -rf "$work"' EXIT INT TERM

# fetch SCOPE NAME VERSION SHA256: the npm package @SCOPE/NAME as $cache/downloads/SCOPE-NAME-VERSION.tgz
fetch() {
  tgz=$1-$2-$3.tgz
  matches "$cache/downloads/$tgz" "$4" && return 0
  say "downloading @$1/$2 $3"
  (cd "$work" && npm pack --ignore-scripts --loglevel=error "@$1/$2@$3" >/dev/null) || {
    say "@$1/$2 $3 could not be fetched; is there a line? Behind an inspecting proxy set NODE_EXTRA_CA_CERTS"
    return 1
  }
  if ! matches "$work/$tgz" "$4"; then
    say "@$1/$2 $3 does not have the pinned checksum; nothing was kept"
    return 1
  fi
  mv "$work/$tgz" "$cache/downloads/$tgz"
}

# unpack PACKAGE MEMBER SHA256: one member of a package into $work, under its own name
unpack() {
  tar -xzf "$cache/downloads/$1.tgz" -C "$work" --transform 's,.*/,,' "package/$2"
  matches "$work/${2##*/}" "$3" || { say "$2 does not have the pinned checksum"; exit 1; }
}

mesh=0.4.1657299874
detection=0.4.1657300184
segmentation=0.1.1675465747
recognition=1.7.15
fetch mediapipe face_mesh $mesh c08a7e0742a326285da666cf81d77c8b6f3a181a2ee948cadaf166008e0d3bc7
fetch mediapipe face_detection $detection a118cde74923dc4435257fbfbb613464a0f58d115dff6314d4ff96c8aebf6419
fetch mediapipe selfie_segmentation $segmentation 7767b33eaa68990ee06c28bbb89f39a13a47ebb07ff0f1fd4947d9e817bb9bf9
fetch vladmandic face-api $recognition 0d77fffeef362ef9c0939cf6c567f3a2e8e177f114fa257a3270cbd2e509b031 || {
  say "going on without the comparison of two faces"
  recognition=
}

[ -n "$converter" ] || exit 0

# The stamp names the inputs and the converter: a newer converter makes the models again.
stamp="$mesh $detection $segmentation ${recognition:-none} $(sha256sum < "$converter" | cut -d' ' -f1)"
models=$cache/models
if [ -f "$models/SHA256SUMS" ] && [ "$(cat "$models/STAMP" 2>/dev/null)" = "$stamp" ] \
   && (cd "$models" && sha256sum --check --status SHA256SUMS); then
  exit 0
fi

unpack mediapipe-face_mesh-$mesh face_mesh_solution_packed_assets.data \
  dbe5905c582c0462cdaea17e7e6ecea92edaa8cccc515c5e2e7291f2cbb5fb99
tar -xzf "$cache/downloads/mediapipe-face_mesh-$mesh.tgz" -C "$work" --strip-components=1 \
  package/face_mesh_solution_packed_assets_loader.js
unpack mediapipe-face_detection-$detection face_detection_full_range.tflite \
  99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3
unpack mediapipe-selfie_segmentation-$segmentation selfie_segmentation_landscape.tflite \
  4aafe6223bb8dac6fac8ca8ed56852870a33051ef3f6238822d282a109962894
set --
if [ -n "$recognition" ]; then
  unpack vladmandic-face-api-$recognition model/face_recognition_model.bin \
    b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589
  unpack vladmandic-face-api-$recognition model/face_recognition_model-weights_manifest.json \
    cbaffa501b0b9275a12b63357a6843e7e30c054e1c9151e1a5f879b26e32986b
  unpack vladmandic-face-api-$recognition LICENSE 9a3442b79acaf4fbc7c2e07b7e2d8f84af9bb3871bf08a69d80304ab00640e9a
  mv "$work/LICENSE" "$work/LICENSE.face-api"
  set -- --recognition "$work/face_recognition_model.bin" \
    --recognition-manifest "$work/face_recognition_model-weights_manifest.json"
fi

say "converting"
mkdir "$work/models"
"$converter" --mesh-pack "$work/face_mesh_solution_packed_assets.data" \
  --mesh-loader "$work/face_mesh_solution_packed_assets_loader.js" \
  --detection "$work/face_detection_full_range.tflite" \
  --segmentation "$work/selfie_segmentation_landscape.tflite" "$@" --out "$work/models"
cp "$here/../LICENSE" "$work/models/LICENSE.Apache-2.0"
cat > "$work/models/NOTICE" <<NOTICE
Converted from MediaPipe models, Apache License 2.0, Copyright The MediaPipe Authors:
@mediapipe/face_mesh $mesh, @mediapipe/face_detection $detection, @mediapipe/selfie_segmentation $segmentation.
Changed: TFLite to ONNX, channels first; the attention model split into four nets.
NOTICE
if [ -n "$recognition" ]; then
  cp "$work/LICENSE.face-api" "$work/models/LICENSE.face-api"
  cat >> "$work/models/NOTICE" <<NOTICE
face-embedding.onnx: dlib's face recognition net (weights by Davis King, CC0 1.0) as shipped in @vladmandic/face-api
$recognition, MIT, Copyright (c) Vladimir Mandic. Trained on FaceScrub, VGG Face and pictures from the internet, whose
own terms were not examined. Changed: to ONNX, scale and shift folded into the convolutions.
NOTICE
fi
(cd "$work/models" && sha256sum -- *.onnx manifest.json > SHA256SUMS)
echo "$stamp" > "$work/models/STAMP"
# A folder cannot be replaced in one step, so the old one is moved aside first; a run cut off between the two
# finds no models and converts again.
[ ! -e "$models" ] || mv "$models" "$work/old"
mv "$work/models" "$models"
say "ready in $models"
