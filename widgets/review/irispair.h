#pragma once

#include "enrollment/enrolment.h"
#include "enrollment/formspec.h"

#include <QWidget>

#include <array>

namespace indraj {

class EnrolmentDesk;
class PictureBox;
class TextLabel;

BilingualText irisName(EyePosition eye); ///< "Right iris"
/// How an iris of the enrolment stands: "84", "31 of 60, eye disease or scar", "Bandaged", "not captured".
BilingualText irisStanding(const Enrolment &enrolment, EyePosition eye);

/// What stands against its being the eye it is said to be; empty: nothing.
BilingualText irisSideWords(const SampleInfo &iris);

/// Both irises, small, each with its score or why there is none. Hidden where the station does not ask for
/// irises and the enrolment has none.
class IrisPair : public QWidget {
    Q_OBJECT
public:
    explicit IrisPair(Qt::Orientation direction, QWidget *parent = nullptr);
    void show(const EnrolmentDesk &desk);

private:
    std::array<PictureBox *, 2> m_pictures; ///< in the order of bothEyes
    std::array<TextLabel *, 2> m_words;
};

} // namespace indraj
