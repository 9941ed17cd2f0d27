#pragma once

#include "biometrics/face/embedding/faceembedder.h"

#include <QByteArray>

#include <span>

namespace indraj {

/// Faces of other people, for telling whether two faces are more alike than faces of their kind usually are.
/// The net finds people of some groups far more alike than others; a cohort of the country's own faces mends
/// most of that (cohort normalisation, docs/face-quality.md).
struct FaceCohort {
    QString modelDigest; ///< SHA-256 of the net that made the faces, hexadecimal
    QString digest; ///< SHA-256 of the file, hexadecimal
    std::vector<FaceEmbedding> faces;
};

enum class CohortFault {
    Unreadable, ///< the file cannot be opened
    TooLarge,
    NotACohort, ///< another format or version
    BadHeader, ///< model or number of faces
    BadFace, ///< not 128 numbers, or not what the net gives
    WrongCount, ///< fewer or more faces than announced
    WrongModel, ///< made with another net than the one that compares
};

struct CohortError {
    CohortFault fault = CohortFault::Unreadable;
    int line = 0; ///< from 1; 0: the file as a whole
    QString detail; ///< for the log
};

inline constexpr int leastCohortFaces = 20; ///< fewer say nothing about what is usual
inline constexpr int mostCohortFaces = 20000;

/// Strict reader of the text format of docs/face-quality.md. Any bytes; at most 32 MiB. Any thread.
tl::expected<FaceCohort, CohortError> parseCohort(const QByteArray &text);
tl::expected<FaceCohort, CohortError> loadCohort(const QString &path);

/// The same format. `modelDigest`: 64 hexadecimal digits.
QByteArray cohortText(const QString &modelDigest, std::span<const FaceEmbedding> faces);

/// distance − ½ (mean distance of `a` to its `nearest` nearest of the cohort + the same of `b`): negative
/// when the two are nearer to each other than to anybody else. The cohort holds at least one face.
double cohortNormalised(double distance, const FaceEmbedding &a, const FaceEmbedding &b,
                        const FaceCohort &cohort, int nearest);

/// ASCII, for logs and messages of commands.
QString cohortFaultKey(CohortFault fault);

} // namespace indraj
