#include "capture/face/rules/portraitreport.h"

#include <cstdint>
#include <cstdlib>

// libFuzzer: any bytes as rules for portraits. What is accepted has a rule for every measure, none of which
// lets skin or dress refuse, and judges a picture without a face as refused or as not assessed, never as
// good.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace indraj;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto rules = parsePortraitRules(bytes);
    if (!rules)
        return 0;
    for (const PortraitProfile &profile : rules->profiles) {
        if (profile.rules.size() != faceMeasureUnits().size())
            std::abort();
        for (const PortraitRule &rule : profile.rules)
            if (rule.level == RuleLevel::Require && faceMeasureInfo(rule.id).dependence != Dependence::None)
                std::abort();
        for (const PortraitFinding &finding : judgePortrait({}, profile).findings)
            if (finding.state != RuleState::NotAssessed)
                std::abort();
    }
    return 0;
}
