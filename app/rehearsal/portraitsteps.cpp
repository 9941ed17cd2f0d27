// The steps of a rehearsal that are about the portrait.
#include "app/rehearsal/rehearsal.h"
#include "widgets/portrait/croppanel.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int portraitTimeoutMs = 45000;
}

void Rehearsal::addPortrait(bool pictures)
{
    m_runner.add({u"portrait is taken by itself"_s,
                  {},
                  [this] { return m_hands.canClick(u"action.use"_s); },
                  portraitTimeoutMs});
    if (pictures) {
        addPictures(u"photo"_s);
        addCropByHand();
    }
    addClick(u"portrait is saved"_s, u"action.use"_s, [this] {
        return m_workstation.desk().enrolment().portrait() != nullptr
            && m_workstation.window().currentKey() == u"fingers"_s;
    });
}

/// A little: the rules hold after it as before, and the in-charge is told.
void Rehearsal::addCropByHand()
{
    const auto panel = [this] { return qobject_cast<CropPanel *>(m_hands.find(u"cropPanel"_s)); };
    m_runner.add({u"crop by hand"_s, [this] { m_hands.press(u"page.photo"_s, Qt::Key_F4); },
                  [panel] { return panel() != nullptr; }});
    m_runner.add({u"turned and moved, and judged anew"_s,
                  [this] {
                      for (const int key : {Qt::Key_BracketRight, Qt::Key_BracketRight, Qt::Key_Right})
                          m_hands.press(u"cropPanel"_s, key);
                  },
                  [panel] { return panel() && !panel()->statement().isEmpty(); }, portraitTimeoutMs});
    addPictures(u"crop"_s);
    addClick(u"the crop is used"_s, u"action.crop.apply"_s,
             [this] { return !m_hands.find(u"cropPanel"_s) && m_hands.canClick(u"action.use"_s); });
}

} // namespace indraj
