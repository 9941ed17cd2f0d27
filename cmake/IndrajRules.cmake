# One INTERFACE target carries language level, warnings and Qt rules for every target of the project.
add_library(indraj_rules INTERFACE)
target_compile_features(indraj_rules INTERFACE cxx_std_20)
target_include_directories(indraj_rules INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(indraj_rules INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast
  -Woverloaded-virtual -Wnon-virtual-dtor -Werror=switch -Werror=return-type>
  -fstack-protector-strong)
# No object names the folder it was built in. With ccache its base directory sees to that, and the flag, which holds
# the folder, would keep one clone from using what another has compiled.
if(NOT CMAKE_CXX_COMPILER_LAUNCHER MATCHES "ccache")
  target_compile_options(indraj_rules INTERFACE -ffile-prefix-map=${CMAKE_SOURCE_DIR}=.)
endif()
target_compile_definitions(indraj_rules INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY
  QT_NO_CONTEXTLESS_CONNECT QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_NO_KEYWORDS)
target_link_options(indraj_rules INTERFACE -Wl,-z,relro,-z,now)

# A hundred test programs: minutes of GNU ld, seconds of LLVM's linker.
find_program(INDRAJ_LLD ld.lld)
if(INDRAJ_LLD)
  add_link_options(-fuse-ld=lld)
endif()

if(INDRAJ_SANITIZE)
  # Global, because every object of a process must agree on the sanitizer.
  add_compile_options(-fsanitize=${INDRAJ_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${INDRAJ_SANITIZE})
endif()

# OpenCV's headers do not pass our warnings; they are system headers to us.
function(indraj_link_opencv target)
  target_link_libraries(${target} ${ARGN})
  target_include_directories(${target} SYSTEM PUBLIC ${OpenCV_INCLUDE_DIRS})
endfunction()

# A third of the work for a build from nothing, more than before for a build after one change. ./indraj and .ci/run switch
# it on (INDRAJ_UNITY=OFF switches it off), the presets by themselves do not.
option(INDRAJ_UNITY "Compile the sources of a library together" OFF)

# indraj_unite(TARGET): twelve sources at a time. CMake's own UNITY_BUILD writes absolute paths into its files, with which
# no other clone's object fits; these name the sources from the root of the checkout.
function(indraj_unite target)
  if(NOT INDRAJ_UNITY)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  list(FILTER sources INCLUDE REGEX "\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "^${CMAKE_BINARY_DIR}/") # generated ones stay by themselves
  set(part 0)
  while(sources)
    list(LENGTH sources left)
    if(left GREATER 12)
      set(left 12)
    endif()
    set(content "")
    foreach(i RANGE 1 ${left})
      list(POP_FRONT sources source)
      get_filename_component(path ${source} ABSOLUTE)
      set_source_files_properties(${path} PROPERTIES HEADER_FILE_ONLY ON)
      cmake_path(RELATIVE_PATH path BASE_DIRECTORY ${CMAKE_SOURCE_DIR})
      string(APPEND content "#include \"${path}\"\n")
    endforeach()
    file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/united/${target}_${part}.cpp CONTENT "${content}")
    target_sources(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/united/${target}_${part}.cpp)
    math(EXPR part "${part} + 1")
  endwhile()
endfunction()

# indraj_library(NAME sources...): a static library held to the rules, with moc.
function(indraj_library name)
  add_library(${name} STATIC ${ARGN})
  set_target_properties(${name} PROPERTIES AUTOMOC ON)
  indraj_unite(${name})
  target_link_libraries(${name} PUBLIC indraj_rules tl::expected Qt6::Core)
  indraj_use_pch(${name} indraj_pch)
endfunction()
