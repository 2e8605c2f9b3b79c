@echo off
rem Runs the command line of a release. Needs a JDK from 21 up in JAVA_HOME or on the path, or the runtime of a release that has one.
rem NEXT700_HEAP (3g) is the memory that it may use. Exit code 1 says "violated"; a Java that cannot start ends with 70.
setlocal
set "home=%~dp0"
if not defined NEXT700_HEAP set "NEXT700_HEAP=3g"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if exist "%home%runtime\bin\java.exe" set "java=%home%runtime\bin\java"
"%java%" -Xmx%NEXT700_HEAP% -cp "%home%lib\*" next700.cli.Next700 --version >nul 2>&1
if errorlevel 1 (
  echo next700: Java 21 or newer cannot be started: "%java%" -Xmx%NEXT700_HEAP% 1>&2
  exit /b 70
)
"%java%" -Xmx%NEXT700_HEAP% -XX:+UseParallelGC "-Dnext700.home=%home%." -cp "%home%lib\*" next700.cli.Next700 %*
exit /b %errorlevel%
