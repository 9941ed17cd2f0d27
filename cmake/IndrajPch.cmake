# Parsing Qt's headers is more than half of the time of a build, so they are precompiled: once for the product, once for
# the tests, which are not optimised. GCC only: it takes a precompiled header for what it is as long as no macro in it
# differs, and reads the text otherwise.
option(INDRAJ_PCH "Precompile the headers that nearly every file includes" ON)
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  set(INDRAJ_PCH OFF)
endif()

# A target with other flags reads the text, which is no news.
set(CMAKE_PCH_WARN_INVALID OFF)

# indraj_make_pch(NAME HEADER [LIBS libs...] [OPTIONS options...])
function(indraj_make_pch name header)
  if(NOT INDRAJ_PCH)
    return()
  endif()
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp CONTENT "// carries cmake/pch.h\n")
  cmake_parse_arguments(P "" "" "LIBS;OPTIONS" ${ARGN})
  add_library(${name} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  target_link_libraries(${name} PRIVATE indraj_rules tl::expected Qt6::Core ${P_LIBS})
  # For ccache, which must see what is in the precompiled header.
  target_compile_options(${name} PRIVATE -fpch-preprocess ${P_OPTIONS})
  target_precompile_headers(${name} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/${header})
  # GCC makes other bytes each time. With this sum beside it (CCACHE_PCH_EXTSUM) ccache compares what it was made from,
  # so that the objects of one build folder serve the next.
  file(SHA256 ${CMAKE_SOURCE_DIR}/cmake/pch.h content)
  file(SHA256 ${CMAKE_SOURCE_DIR}/cmake/${header} more)
  string(TOUPPER "${CMAKE_BUILD_TYPE}" type)
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${name}.dir/cmake_pch.hxx.gch.sum CONTENT
    "${content} ${more} ${CMAKE_CXX_COMPILER_VERSION} ${Qt6_VERSION} ${CMAKE_CXX_FLAGS_${type}} ${P_OPTIONS}\n")
endfunction()

# indraj_use_pch(TARGET PCH): only for targets that link Qt6::Core and the rules.
function(indraj_use_pch target pch)
  if(INDRAJ_PCH)
    target_compile_options(${target} PRIVATE -fpch-preprocess)
    target_precompile_headers(${target} REUSE_FROM ${pch})
  endif()
endfunction()
