// The part of PortraitPage about a crop by hand.
#include "capture/face/handcrop.h"
#include "widgets/portrait/croppanel.h"
#include "widgets/portrait/portraitpage.h"
#include "widgets/portrait/portraitpanel.h"

namespace indraj {

void PortraitPage::connectCrop()
{
    connect(m_panel, &PortraitPanel::cropWanted, this, &PortraitPage::openCrop);
    connect(m_crop, &CropPanel::applied, this, &PortraitPage::cropApplied);
    connect(m_crop, &CropPanel::closed, this, [this] {
        setFocus();
        Q_EMIT chromeChanged();
    });
}

bool PortraitPage::mayCrop() const
{
    return m_chosen >= 0 && !m_saving && canBeCutByHand(m_candidates[m_chosen]);
}

void PortraitPage::openCrop()
{
    if (!mayCrop() || m_crop->isOpen())
        return;
    m_crop->open(m_candidates[m_chosen]);
    Q_EMIT chromeChanged();
}

/// It stays taken by hand, with its reason, if it was.
void PortraitPage::cropApplied(const FaceCandidate &before, const FaceCandidate &by)
{
    if (m_accepted && m_accepted->at == before.at)
        m_accepted = by;
    m_capture.replace(before, by);
    prefer(by);
    setFocus();
    Q_EMIT chromeChanged();
}

} // namespace indraj
