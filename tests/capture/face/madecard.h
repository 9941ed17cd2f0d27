#pragma once

#include "capture/photo/cardframe.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QRadialGradient>

#include <random>

namespace indraj::testing {

/// Where the eyes of a portrait are, in its pixels.
struct EyesOf {
    QPointF middle;
    double distance = 0;
};

/// How a made picture of a card came about. Sizes as on a card of ISO/IEC 7810 ID-1: 85.60 mm wide, with a
/// photo of 25 x 32 mm that has 6.25 mm between the eyes.
struct MadeCard {
    double filled = 1; ///< width of the card / width of the frame that it is held into
    double glare = 0; ///< 0 to 1: how white a lamp makes the laminate, over a part of the photo
};

/// The portrait as it is on paper: 200 dots per inch of detail, and the grey of a laminate over it.
inline QImage printed(const QImage &portrait, const EyesOf &eyes, double eyePixels, QSize photo)
{
    constexpr double dotsBetweenEyes = 6.25 / 25.4 * 200;
    const double toDots = dotsBetweenEyes / eyes.distance;
    const QImage dots
        = portrait.scaled(portrait.size() * toDots, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    const double toPicture = eyePixels / dotsBetweenEyes;
    const QImage enlarged
        = dots.scaled(dots.size() * toPicture, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    QImage paper(photo, QImage::Format_RGB32);
    paper.fill(QColor(215, 222, 226));
    QPainter painter(&paper);
    const QPointF middle = eyes.middle * toDots * toPicture;
    painter.drawImage(QPointF(photo.width() / 2.0, photo.height() * 0.44) - middle, enlarged);
    painter.fillRect(paper.rect(), QColor(200, 205, 200, 46)); // black is never black under a laminate
    return paper;
}

/// What a camera of 1280 x 720 takes of it by cardPart(), with its noise and the loss of JPEG at 90.
inline QImage pictureOfCard(const QImage &portrait, const EyesOf &eyes, const MadeCard &made)
{
    const QRect frame = cardFrame({1280, 720});
    QImage scene(1280, 720, QImage::Format_RGB32);
    scene.fill(QColor(96, 92, 88));
    const double width = frame.width() * made.filled, millimetre = width / 85.60;
    QRectF card(0, 0, width, 53.98 * millimetre);
    card.moveCenter(QRectF(scene.rect()).center());
    const QRectF photo(card.left() + 56 * millimetre, card.top() + 13 * millimetre, 25 * millimetre,
                       32 * millimetre);
    {
        QPainter painter(&scene);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(QColor(196, 214, 200));
        painter.drawRoundedRect(card, 3 * millimetre, 3 * millimetre);
        for (int line = 0; line < 6; ++line)
            painter.fillRect(QRectF(card.left() + 4 * millimetre, card.top() + (14 + 6 * line) * millimetre,
                                    40 * millimetre, 1.6 * millimetre),
                             QColor(70, 84, 76));
        painter.drawImage(photo.topLeft(), printed(portrait, eyes, 6.25 * millimetre, photo.size().toSize()));
        QRadialGradient lamp(photo.topLeft() + QPointF(photo.width() * 0.3, photo.height() * 0.3),
                             photo.width() * 0.6);
        lamp.setColorAt(0, QColor(255, 255, 255, int(255 * made.glare)));
        lamp.setColorAt(1, QColor(255, 255, 255, 0));
        if (made.glare > 0)
            painter.fillRect(photo, lamp);
    }
    std::mt19937 chance(7); // the same noise in every run
    std::normal_distribution<double> noise(0, 4);
    for (int y = 0; y < scene.height(); ++y) {
        auto *pixel = reinterpret_cast<QRgb *>(scene.scanLine(y));
        for (int x = 0; x < scene.width(); ++x)
            pixel[x] = qRgb(qBound(0, qRed(pixel[x]) + int(noise(chance)), 255),
                            qBound(0, qGreen(pixel[x]) + int(noise(chance)), 255),
                            qBound(0, qBlue(pixel[x]) + int(noise(chance)), 255));
    }
    QBuffer jpeg;
    jpeg.open(QIODevice::ReadWrite);
    scene.copy(cardPart(scene.size())).save(&jpeg, "JPG", 90);
    return QImage::fromData(jpeg.data(), "JPG");
}

} // namespace indraj::testing
