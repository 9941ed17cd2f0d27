#pragma once

#include "biometrics/face/measures/facemeasure.h"

/// The measures, one function each. Clauses: faceMeasureUnits(). Scores that ISO/IEC 29794-5 maps are mapped
/// as in its reference software; the others have sigmoids of our own around the threshold.
namespace indraj::measures {

// framing.cpp
Measured faceCount(const FaceScene &scene); ///< faces the detector sees
Measured secondFace(const FaceScene &scene); ///< second largest face / largest, by area
Measured eyeDistance(const FaceScene &scene); ///< px between the irises / cos yaw
Measured headSize(const FaceScene &scene); ///< eyes to chin / picture height
Measured headHeight(const FaceScene &scene); ///< chin to crown / height of the portrait crop
Measured headWidth(const FaceScene &scene); ///< ear to ear / width of the portrait crop
Measured eyeLine(const FaceScene &scene); ///< eyes below the crop's upper edge / its height
Measured centring(const FaceScene &scene); ///< eyes from the crop's left edge / its width
Measured marginLeft(const FaceScene &scene); ///< picture's left edge to the eyes / eye distance
Measured marginRight(const FaceScene &scene);
Measured marginAbove(const FaceScene &scene); ///< upper edge to the eyes / T
Measured marginBelow(const FaceScene &scene); ///< eyes to the lower edge / T
Measured portraitWidth(const FaceScene &scene); ///< px, of the crop without enlarging
Measured portraitHeight(const FaceScene &scene);

// pose.cpp
Measured yaw(const FaceScene &scene);
Measured pitch(const FaceScene &scene);
Measured roll(const FaceScene &scene);

// eyes.cpp
Measured eyesOpen(const FaceScene &scene); ///< lid gap of the more closed eye / T
Measured gaze(const FaceScene &scene); ///< iris from the middle of the eye / eye width
Measured redEyes(const FaceScene &scene); ///< share of the iris that glows red

// coverings.cpp
Measured eyesVisible(const FaceScene &scene); ///< contrast within the less visible eye / skin luminance
Measured glasses(const FaceScene &scene); ///< strongest horizontal edge on the bridge of the nose
Measured glare(const FaceScene &scene); ///< largest white spot around an eye / eye distance squared
Measured mouthVisible(const FaceScene &scene); ///< colour difference of lips and skin around, CIELAB

// hair.cpp
/// Upright edges above and below the brow, of the more covered eye / brightness there, per pixel
Measured hairOverEyes(const FaceScene &scene);

// mouth.cpp
Measured mouthClosed(const FaceScene &scene); ///< inner lip gap / T
Measured smile(const FaceScene &scene); ///< mouth width / eye distance

// light.cpp
Measured luminanceMean(const FaceScene &scene); ///< of the face, linear, 0..1
Measured luminanceVariance(const FaceScene &scene);
Measured underExposure(const FaceScene &scene); ///< share of the face at 25 of 255 and below, linear
Measured overExposure(const FaceScene &scene); ///< share of the face at 247 of 255 and above, linear
Measured pictureBrightness(const FaceScene &scene); ///< 99th percentile of the whole picture, 0..255
Measured dynamicRange(const FaceScene &scene); ///< entropy of the face's grey levels, bits

// evenness.cpp
Measured illuminationUniformity(const FaceScene &scene); ///< darker / brighter half, 0..1

// colour.cpp
Measured naturalColour(const FaceScene &scene); ///< distance of the cheeks from the colours of skin
Measured colourfulness(const FaceScene &scene); ///< mean chroma of the face
Measured colourSpace(const FaceScene &scene); ///< 1: red, green and blue of 8 bit each
Measured intensityValues(const FaceScene &scene); ///< different grey levels of the crop

// sharpness.cpp
Measured sharpness(const FaceScene &scene); ///< fine detail / coarse detail
Measured motionBlur(const FaceScene &scene); ///< fine detail of the poorest direction / the richest

// noise.cpp
Measured noise(const FaceScene &scene); ///< standard deviation in flat areas, grey levels
Measured compression(const FaceScene &scene); ///< steps at the 8 x 8 grid / steps elsewhere

// background.cpp
Measured backgroundUniformity(const FaceScene &scene); ///< mean gradient, as with 8 bit
Measured backgroundBrightness(const FaceScene &scene); ///< median grey level
Measured backgroundShadow(const FaceScene &scene); ///< darkest part near the head / background, linear

} // namespace indraj::measures
