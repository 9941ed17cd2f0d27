#pragma once

#include "biometrics/face/facemeasures.h"
#include "biometrics/face/facemesh.h"

namespace indraj {

/// How far a head is turned and nods, in degrees; signs as in HeadPose.
struct HeadTurn {
    double yaw = 0;
    double pitch = 0;
};

/// Head pose in degrees; signs as in ISO/IEC 19794-5:2011, 5.5.8.
struct HeadPose {
    double yaw = 0; ///< > 0 to the person's own left
    double pitch = 0; ///< > 0 down; carries a personal offset of some degrees
    double roll = 0; ///< > 0 towards the person's right shoulder
};

/// From the depth of two chords of the mesh: cheek to cheek, forehead to chin. Needs the points only, not the
/// refined parts. ISO/IEC 29794-5, 7.4.11.
HeadTurn headTurn(const FaceMesh &mesh);

/// headTurn() and, for the roll, the line of the irises. ISO/IEC 29794-5, 7.4.11.
HeadPose headPose(const FaceMesh &mesh);

/// Middle of the irises to the chin, px: the measure T of ISO/IEC 29794-5.
double eyesToChin(const FaceMesh &mesh);

/// Widest gap between the lids of a refined eye, px.
double lidGap(const std::vector<cv::Point2f> &eye);

/// How much of an iris stands between the lids: about 1 in an open eye, 0 in a shut one.
double irisShown(const std::vector<cv::Point2f> &eye, const std::vector<cv::Point2f> &iris);

/// Lid gap of the more closed eye / T, as far as an iris shows in it. Open 0.04 to 0.10, shut mostly below
/// 0.025. ISO/IEC 29794-5, 7.4.3.
double eyeOpenness(const FaceMesh &mesh);

/// Largest gap of the inner lips / T. Closed up to 0.007, teeth shown from 0.05. ISO/IEC 29794-5, 7.4.4.
double mouthOpenness(const FaceMesh &mesh);

/// Corner to corner of the mouth / eye distance. Neutral 0.77 to 0.93; a smile mostly wider. Own measure.
double mouthWidth(const FaceMesh &mesh);

/// Fills the geometric part of the measures.
void measureGeometry(const FaceMesh &mesh, FaceMeasures &measures);

} // namespace indraj
