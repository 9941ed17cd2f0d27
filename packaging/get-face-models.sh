#!/bin/sh
# Face models: downloads three pinned npm packages into the user's cache, verifies them, and (with --converter)
# turns them into the ONNX files the station loads. A second run fetches and converts nothing.
#
#   get-face-models.sh [--converter PATH/indraj-convert-models]
#
# Cache: ${INDRAJ_CACHE_DIR:-$HOME/.cache/indraj}/downloads and .../models. Licence of the models: Apache-2.0.
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

# fetch NAME VERSION SHA256: the npm package @mediapipe/NAME as $cache/downloads/mediapipe-NAME-VERSION.tgz
fetch() {
  file=$cache/downloads/mediapipe-$1-$2.tgz
  matches "$file" "$3" && return 0
  say "downloading @mediapipe/$1 $2"
  (cd "$work" && npm pack --ignore-scripts --loglevel=error "@mediapipe/$1@$2" >/dev/null) || {
    say "@mediapipe/$1 $2 could not be fetched; is there a line? Behind an inspecting proxy set NODE_EXTRA_CA_CERTS"
    exit 1
  }
  if ! matches "$work/mediapipe-$1-$2.tgz" "$3"; then
    say "@mediapipe/$1 $2 does not have the pinned checksum; nothing was kept"
    exit 1
  fi
  mv "$work/mediapipe-$1-$2.tgz" "$file"
}

# unpack NAME VERSION MEMBER SHA256: one member of a package into $work
unpack() {
  tar -xzf "$cache/downloads/mediapipe-$1-$2.tgz" -C "$work" --strip-components=1 "package/$3"
  matches "$work/$3" "$4" || { say "$3 does not have the pinned checksum"; exit 1; }
}

mesh=0.4.1657299874
detection=0.4.1657300184
segmentation=0.1.1675465747
fetch face_mesh $mesh c08a7e0742a326285da666cf81d77c8b6f3a181a2ee948cadaf166008e0d3bc7
fetch face_detection $detection a118cde74923dc4435257fbfbb613464a0f58d115dff6314d4ff96c8aebf6419
fetch selfie_segmentation $segmentation 7767b33eaa68990ee06c28bbb89f39a13a47ebb07ff0f1fd4947d9e817bb9bf9

[ -n "$converter" ] || exit 0

# The stamp names the inputs and the converter: a newer converter makes the models again.
stamp="$mesh $detection $segmentation $(sha256sum < "$converter" | cut -d' ' -f1)"
models=$cache/models
if [ -f "$models/SHA256SUMS" ] && [ "$(cat "$models/STAMP" 2>/dev/null)" = "$stamp" ] \
   && (cd "$models" && sha256sum --check --status SHA256SUMS); then
  exit 0
fi

unpack face_mesh $mesh face_mesh_solution_packed_assets.data \
  dbe5905c582c0462cdaea17e7e6ecea92edaa8cccc515c5e2e7291f2cbb5fb99
tar -xzf "$cache/downloads/mediapipe-face_mesh-$mesh.tgz" -C "$work" --strip-components=1 \
  package/face_mesh_solution_packed_assets_loader.js
unpack face_detection $detection face_detection_full_range.tflite \
  99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3
unpack selfie_segmentation $segmentation selfie_segmentation_landscape.tflite \
  4aafe6223bb8dac6fac8ca8ed56852870a33051ef3f6238822d282a109962894

say "converting"
mkdir "$work/models"
"$converter" --mesh-pack "$work/face_mesh_solution_packed_assets.data" \
  --mesh-loader "$work/face_mesh_solution_packed_assets_loader.js" \
  --detection "$work/face_detection_full_range.tflite" \
  --segmentation "$work/selfie_segmentation_landscape.tflite" --out "$work/models"
cp "$here/../LICENSE" "$work/models/LICENSE.Apache-2.0"
cat > "$work/models/NOTICE" <<NOTICE
Converted from MediaPipe models, Apache License 2.0, Copyright The MediaPipe Authors:
@mediapipe/face_mesh $mesh, @mediapipe/face_detection $detection, @mediapipe/selfie_segmentation $segmentation.
Changed: TFLite to ONNX, channels first; the attention model split into four nets.
NOTICE
(cd "$work/models" && sha256sum -- *.onnx manifest.json > SHA256SUMS)
echo "$stamp" > "$work/models/STAMP"
# A folder cannot be replaced in one step, so the old one is moved aside first; a run cut off between the two
# finds no models and converts again.
[ ! -e "$models" ] || mv "$models" "$work/old"
mv "$work/models" "$models"
say "ready in $models"
