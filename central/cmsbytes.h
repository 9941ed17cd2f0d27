#pragma once

#include <openssl/asn1.h>
#include <openssl/cms.h>

#include <memory>
#include <string_view>

namespace indraj::central {

struct CmsFree {
    void operator()(CMS_ContentInfo *cms) const { CMS_ContentInfo_free(cms); }
};
using Cms = std::unique_ptr<CMS_ContentInfo, CmsFree>;

/// The CMS message of this type (an OpenSSL NID) that these bytes are, all of them; nullptr otherwise.
/// Not d2i_CMS_bio(): it reads ahead, so that up to eight bytes after the end go by unseen.
inline Cms parseCms(std::string_view der, int type)
{
    const auto *at = reinterpret_cast<const unsigned char *>(der.data());
    const unsigned char *const end = at + der.size();
    Cms cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size())));
    if (!cms || at != end || OBJ_obj2nid(CMS_get0_type(cms.get())) != type)
        return nullptr;
    return cms;
}

} // namespace indraj::central
