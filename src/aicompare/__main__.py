from aicompare.cli import main

main()
