#!/bin/sh
# The training camera's video, made once from two photographs in the public domain that Debian installs
# (python3-skimage, python-matplotlib-data). A second run makes nothing.
#
#   make-training-video.sh --tool PATH/indraj-make-training-video
#
# Cache: ${INDRAJ_CACHE_DIR:-$HOME/.cache/indraj}/training/portrait.avi. Needs get-face-models.sh before.
set -eu

cache=${INDRAJ_CACHE_DIR:-$HOME/.cache/indraj}
applicant=${INDRAJ_TRAINING_APPLICANT:-/usr/share/matplotlib/mpl-data/sample_data/grace_hopper.jpg}
companion=${INDRAJ_TRAINING_COMPANION:-/usr/lib/python3/dist-packages/skimage/data/astronaut.png}
[ $# -eq 2 ] && [ "$1" = --tool ] || { echo "usage: $0 --tool PATH" >&2; exit 2; }
tool=$2

for picture in "$applicant" "$companion"; do
  [ -r "$picture" ] || { echo "training video: $picture is missing (apt: python3-skimage python-matplotlib-data)" >&2; exit 1; }
done

mkdir -p "$cache/training"
exec 9>"$cache/training/.lock"
flock 9
video=$cache/training/portrait.avi
stamp=$(cat "$tool" "$applicant" "$companion" "$cache/models/SHA256SUMS" | sha256sum | cut -d' ' -f1)
[ -f "$video" ] && [ "$(cat "$cache/training/portrait.stamp" 2>/dev/null)" = "$stamp" ] && exit 0

echo "training video: drawing" >&2
trap 'rm -f "$video.part"' EXIT INT TERM
"$tool" --models "$cache/models" --applicant "$applicant" --companion "$companion" --out "$video.part"
mv "$video.part" "$video"
echo "$stamp" > "$cache/training/portrait.stamp"
echo "training video: ready in $video" >&2
