#pragma once

#include "enrollment/samples.h"

#include <QHash>
#include <QImage>

namespace indraj {

/// The decoded pictures of one enrolment's samples, each null until loaded.
struct SamplePictures {
    QImage portrait;
    QHash<FingerPosition, QImage> fingers;
    QHash<EyePosition, QImage> irises;
    QImage signature;
    QImage exceptionPhoto;
    QImage faceAtSignOff;
    QImage earlierCard;

    /// What only the packet carries is not decoded here.
    static bool shows(SampleKind kind)
    {
        return kind != SampleKind::PortraitRecord && kind != SampleKind::CardPortrait
            && kind != SampleKind::IrisRecord && kind != SampleKind::PortraitTries;
    }
    void keep(const SampleInfo &info, const QImage &image)
    {
        switch (info.kind) {
        case SampleKind::FacePortrait:
            portrait = image;
            break;
        case SampleKind::Finger:
            fingers.insert(info.finger, image);
            break;
        case SampleKind::ApplicantSignature:
            signature = image;
            break;
        case SampleKind::ExceptionPhoto:
            exceptionPhoto = image;
            break;
        case SampleKind::FaceAtSignOff:
            faceAtSignOff = image;
            break;
        case SampleKind::EarlierCard:
            earlierCard = image;
            break;
        case SampleKind::Iris:
            irises.insert(info.eye, image);
            break;
        case SampleKind::IrisRecord:
        case SampleKind::Document:
        case SampleKind::PortraitRecord:
        case SampleKind::CardPortrait:
        case SampleKind::PortraitTries:
            break;
        }
    }
};

} // namespace indraj
