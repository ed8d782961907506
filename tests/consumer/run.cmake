# Installs the package into a scratch folder, builds the program of README against it and runs it.
# cmake -D BUILD=... -D SOURCE=... -D SCRATCH=... -D CXX=... -P run.cmake

function(step)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${ARGV}\nfailed (${result}):\n${output}")
  endif()
endfunction()

file(REMOVE_RECURSE ${SCRATCH})
file(MAKE_DIRECTORY ${SCRATCH})
step(${CMAKE_COMMAND} --install ${BUILD} --prefix ${SCRATCH}/installed)
step(${CMAKE_COMMAND} -S ${SOURCE} -B ${SCRATCH}/build -G Ninja -DCMAKE_BUILD_TYPE=Release
     -DCMAKE_CXX_COMPILER=${CXX} -DCMAKE_PREFIX_PATH=${SCRATCH}/installed)
step(${CMAKE_COMMAND} --build ${SCRATCH}/build)

# The rules are in the library: the program runs where no source tree is.
file(WRITE ${SCRATCH}/article.md "# A chip\n\nHuawei developed the Ascend 910C, an AI accelerator.\n")
execute_process(COMMAND ${SCRATCH}/build/who_builds "Ascend 910C" article.md WORKING_DIRECTORY ${SCRATCH}
                RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE errors)
if(NOT result EQUAL 0 OR NOT output STREQUAL "Huawei\n")
  message(FATAL_ERROR "expected \"Huawei\", got (${result}) \"${output}\" ${errors}")
endif()
execute_process(COMMAND ${SCRATCH}/installed/bin/whobuilds version RESULT_VARIABLE result OUTPUT_VARIABLE output)
if(NOT result EQUAL 0 OR NOT output MATCHES "^whobuilds [0-9]")
  message(FATAL_ERROR "the installed program does not run: (${result}) ${output}")
endif()

# It finds its server: one that cannot listen at an address that is no machine's.
step(${SCRATCH}/installed/bin/whobuilds extract ${SCRATCH}/article.md -o ${SCRATCH}/graph.json --quiet)
execute_process(COMMAND ${SCRATCH}/installed/bin/whobuilds serve --graph ${SCRATCH}/graph.json --host 203.0.113.7
                RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE errors)
if(NOT errors MATCHES "serve\\.listen")
  message(FATAL_ERROR "the installed program has no server: (${result}) ${output} ${errors}")
endif()
